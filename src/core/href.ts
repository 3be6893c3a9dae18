/**
 * Returns a link's address if it's safe to open: http or https, absolute or on the page's own origin. Returns `undefined`
 * for anything else, such as `javascript:`, `data:` or text that isn't a URL.
 * @internal
 */
export function safeHref(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  try {
    // The URL parser drops tabs and line breaks, so `java\tscript:` can't slip past it as it would past a pattern.
    const { href } = new URL(address, own);
    if (!/^https?:/.test(href)) return undefined;
    // Not by the origin, which a user name doesn't change: cut off behind one, an address could begin with "javascript:".
    // Without the dot, the path "//x" would be the address of another host.
    return href.startsWith(own) ? href.slice(own.length - 1).replace(/^\/\//, '/.//') : href;
  } catch {
    return undefined;
  }
}

/** Stands for the page's origin. */
const own = 'https://own.invalid/';
