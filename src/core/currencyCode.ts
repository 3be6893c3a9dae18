/**
 * A currency's code in lowercase; empty for anything but text, which a host in plain JavaScript may pass.
 * @internal
 */
export function currencyCode(currency: unknown): string {
  return typeof currency === 'string' ? currency.toLowerCase() : '';
}
