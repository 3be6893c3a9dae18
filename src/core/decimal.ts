/**
 * Whether text is a decimal as Polar writes it (Python's `str(Decimal)`): "0.05", "-655", "4.500E-8", "0E-12".
 * @internal
 */
export function isDecimal(text: unknown): text is string {
  // A host in plain JavaScript may pass a number. Three digits bound the exponent: the text may come from anywhere, and 10^(10^9) would never end.
  return typeof text === 'string' && /^-?\d+(?:\.\d+)?(?:E[+-]\d{1,3})?$/.test(text);
}

/**
 * Reads decimal text as a whole number times a power of ten: "4.5E-8" is 45 × 10^-9.
 * @internal
 */
export function readDecimal(text: string): { digits: bigint; power: number } {
  const [mantissa = '', exponent = '0'] = text.toUpperCase().split('E');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length };
}
