/**
 * An address that a link may lead to: http or https, absolute or on the page's own origin. `undefined` for any other,
 * such as `javascript:` or `data:`, and for what is no address: no link is better than that one.
 */
export function safeHref(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  try {
    // The parser drops tabs and line ends, which is how `java\tscript:` would come through a pattern.
    const { protocol, href, origin } = new URL(address, 'https://same-origin.invalid');
    if (protocol !== 'https:' && protocol !== 'http:') return undefined;
    return origin === 'https://same-origin.invalid' ? href.slice(origin.length) : href;
  } catch {
    return undefined;
  }
}
