/**
 * Returns a link's address as it is if it's safe to open: http or https, or relative to the page. Returns `undefined` for
 * anything else, such as `javascript:`, `data:` or text that isn't a URL.
 * @internal
 */
export function safeHref(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  try {
    // The URL parser drops tabs and line breaks, so `java\tscript:` can't slip past it as it would past a pattern. The base
    // stands for the page: it doesn't decide whether an address has a scheme of its own.
    return /^https?:/.test(new URL(address, 'https://own.invalid').href) ? address : undefined;
  } catch {
    return undefined;
  }
}
