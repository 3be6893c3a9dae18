import { setImmediate as turn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { forbidden } from '../components/conformance';

/** Matches tokens of Polar, and the word SENTINEL, which marks what tests keep secret. */
const secret = /polar_(oat|cst|mst)_\w|SENTINEL/;

let broken: Set<string>;
let rejections: unknown[];
/** The errors passed to `onError`, which a host may log. */
let reported: unknown[];
let observer: MutationObserver;

/** Collects errors as `onError`. */
export function report(error: unknown): void {
  reported.push(error);
}

/**
 * Checks the rules that hold under every fault, on each change of the page and at its end: no nonsense text, no blank
 * widget, no endless loading, no token anywhere, no unhandled rejection. `support/quiet.ts` checks the console.
 */
export function holdInvariants(): void {
  beforeEach(() => {
    broken = new Set();
    rejections = [];
    reported = [];
    process.on('unhandledRejection', collect);
    observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });

  afterEach(async () => {
    look();
    observer.disconnect();
    for (const found of document.querySelectorAll('[data-state=loading], [aria-busy=true]')) broken.add(`still loading: ${found.outerHTML.slice(0, 80)}`);
    // Node reports an unhandled rejection after the turn in which it happened.
    await turn();
    process.off('unhandledRejection', collect);
    expect([...broken]).toEqual([]);
    expect(rejections).toEqual([]);
    expect(inspect(reported, { depth: 8, showHidden: true })).not.toMatch(secret);
    expect([location.href, document.cookie, JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state]), ...globals()].join('\n')).not.toMatch(secret);
  });
}

function collect(reason: unknown): void {
  rejections.push(reason);
}

function look(): void {
  const shadows = [...document.querySelectorAll('meterface-usage, meterface-billing')].map(({ shadowRoot }) => shadowRoot?.innerHTML);
  const html = [document.documentElement.outerHTML, ...shadows].join('\n');
  for (const [what, pattern] of [['nonsense', forbidden], ['a token', secret], ['a style attribute', /\sstyle=/]] as const) {
    const at = html.search(pattern);
    if (at >= 0) broken.add(`${what}: …${html.slice(Math.max(0, at - 60), at + 60)}…`);
  }
  for (const widget of document.querySelectorAll('.mf-widget')) {
    if (widget.textContent.trim() === '') broken.add(`blank: ${widget.outerHTML.slice(0, 80)}`);
  }
}

/** Text that any script on the page could read from `window`. */
function globals(): string[] {
  return Object.values(globalThis).flatMap((value: unknown) => (typeof value === 'string' ? value : []));
}
