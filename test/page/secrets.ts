import type { Page } from 'playwright';

/** A token of any kind, but not a bare prefix as in code and docs. */
const token = /polar_(?:oat|cst|mst)_[\w-]{6,}/g;

/**
 * The places of a page that contain a token: document, storage, requested URLs, performance entries, global variables, console, query caches and
 * React's internals.
 * Only a closure may hold a token, and only if the browser sends requests to Polar itself.
 */
export async function secretPlaces(page: Page, { printed, requests }: { printed: readonly string[]; requests: readonly string[] }): Promise<string[]> {
  const inside = page.isClosed() ? {} : await page.evaluate(collectStrings).catch(() => ({}));
  const places: Record<string, string> = { ...inside, console: printed.join('\n'), requests: requests.join('\n') };
  return Object.entries(places).flatMap(([place, text]) => (text.match(token) ? place : []));
}

/** Runs in the page. */
function collectStrings(): Record<string, string> {
  const elements = [...document.querySelectorAll('*')];
  const shadows = elements.flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return {
    document: [document.documentElement.outerHTML, ...shadows.map(({ innerHTML }) => innerHTML)].join('\n'),
    storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, history.state, window.name]),
    timings: performance.getEntries().map(({ name }) => name).join('\n'),
    globals: Object.entries(window).flatMap(([name, value]: [string, unknown]) => (typeof value === 'string' ? `${name} ${value}` : [])).join('\n'),
    react: [...elements, ...shadows].map(reactOf).join('\n'),
  };

  /** Everything that React keeps for a root: props, state, errors and the query caches. */
  function reactOf(element: Element | ShadowRoot): string {
    const roots = Object.entries(element).filter(([key]) => key.startsWith('__reactContainer$'));
    return roots.map(([, fiber]) => dump(fiber)).join('\n');
  }

  function dump(start: unknown): string {
    const texts: string[] = [];
    const seen = new Set<unknown>();
    const queue = [start];
    while (queue.length > 0 && seen.size < 200_000) {
      const value = queue.pop();
      if (typeof value === 'string') texts.push(value);
      if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node || value === window) continue;
      seen.add(value);
      if (value instanceof Map || value instanceof Set) queue.push(...value.keys(), ...value.values());
      if (value instanceof Error) queue.push(value.message, value.stack);
      queue.push(...Object.keys(value), ...Object.values(value));
    }
    return texts.join('\n');
  }
}
