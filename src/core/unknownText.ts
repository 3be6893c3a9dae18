/**
 * The text for an unknown number, date or amount. An unknown value is never written as 0.
 * @internal
 */
export const unknownText = '—';
