import { setImmediate as turn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { forbidden } from '../components/conformance';

/** Anything that looks like a token of Polar's. Tests that make odd ones call them SENTINEL. */
const secret = /polar_(oat|cst|mst)_\w|SENTINEL/;

let broken: Set<string>;
let rejections: unknown[];
/** What a host's `onError` was told, which may land in anybody's log. */
let told: unknown[];
let observer: MutationObserver;

/** For `onError`. */
export function tell(error: unknown): void {
  told.push(error);
}

/**
 * What holds whatever goes wrong, looked at with every change of the page and once more at its end: a customer never
 * reads nonsense, no widget is ever blank or loads for ever, no token is anywhere, nothing is rejected unheard. That
 * nothing is printed is a rule for all tests (`support/quiet.ts`).
 */
export function holdInvariants(): void {
  beforeEach(() => {
    broken = new Set();
    rejections = [];
    told = [];
    process.on('unhandledRejection', hear);
    observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });

  afterEach(async () => {
    look();
    observer.disconnect();
    for (const found of document.querySelectorAll('[data-state=loading], [aria-busy=true]')) broken.add(`loads for ever: ${found.outerHTML.slice(0, 80)}`);
    // A rejection is unheard only once the turn in which it happened is over.
    await turn();
    process.off('unhandledRejection', hear);
    expect([...broken]).toEqual([]);
    expect(rejections).toEqual([]);
    expect(inspect(told, { depth: 8, showHidden: true })).not.toMatch(secret);
    expect([location.href, document.cookie, JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state]), ...globals()].join('\n')).not.toMatch(secret);
  });
}

function hear(reason: unknown): void {
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

/** Text that anybody on the page could read from `window`. */
function globals(): string[] {
  return Object.values(globalThis).flatMap((value: unknown) => (typeof value === 'string' ? value : []));
}
