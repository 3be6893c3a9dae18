/**
 * Returns a link's address if it's safe to open: http or https, absolute or on the page's own origin. Returns `undefined`
 * for anything else, such as `javascript:`, `data:` or text that isn't a URL.
 * @internal
 */
export function safeHref(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  try {
    // The URL parser drops tabs and line breaks, so `java\tscript:` can't slip past it as it would past a pattern.
    const { protocol, href, origin } = new URL(address, 'https://same-origin.invalid');
    if (protocol !== 'https:' && protocol !== 'http:') return undefined;
    return origin === 'https://same-origin.invalid' ? href.slice(origin.length) : href;
  } catch {
    return undefined;
  }
}
