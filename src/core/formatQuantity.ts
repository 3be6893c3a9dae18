import { cachedFormatter } from './formatters';
import { knownNumber } from './knownNumber';
import { unknownText } from './unknownText';

/**
 * Formats a quantity of units: grouped digits, compact from a million on ("1.25M"), scientific from 10^18 on ("1E18"). Only
 * zero is written "0"; an unknown quantity is "—". Dividing by `scale` loses no digit that is shown.
 * @param locale BCP 47 tag. English replaces an invalid one, as in all formats.
 * @param exact writes large numbers below 10^18 in full, for a tooltip. `spoken` writes "1.25 million", for a screen reader.
 * @param scale units that are shown as one: 1e9 writes 1,500,000,000 bytes as "1.5", for GB.
 */
export function formatQuantity(units: number | null | undefined, locale: string, exact: boolean | 'spoken' = false, scale = 1): string {
  const known = knownNumber(units);
  if (known === null) return unknownText;
  // Adding 0 turns −0 into 0: "-0" must never be displayed.
  const value = known / scale + 0;
  return cachedFormatter(numberShapeOf(Math.abs(value), exact, scale), locale, numberFormat)(value);
}

/** How to write a number: in full, with this many fraction digits; with four significant digits; or in a notation. */
type NumberShape = '3' | '12' | 'small' | 'compact' | 'long' | 'scientific';

function numberShapeOf(size: number, exact: boolean | 'spoken', scale: number): NumberShape {
  if (size >= 1e18 || (size > 0 && size < 1e-9)) return 'scientific';
  // A multiplier of a billion turns three fraction digits into twelve.
  if (exact === true && scale > 1) return '12';
  if (size > 0 && size < 1) return 'small';
  return exact === true || size < 1e6 ? '3' : exact ? 'long' : 'compact';
}

/** The method of a formatter. Reading it from the formatter for each number takes a third of the time of formatting. */
function numberFormat(locale: string, shape: NumberShape): Intl.NumberFormat['format'] {
  const options: Intl.NumberFormatOptions =
    shape === 'small'
      ? { maximumSignificantDigits: 4 }
      : +shape
        ? { maximumFractionDigits: +shape }
        : { notation: shape === 'long' ? 'compact' : (shape as 'compact'), compactDisplay: shape === 'long' ? shape : 'short', maximumFractionDigits: 2 };
  // oxlint-disable-next-line typescript/unbound-method -- it's a getter that returns a bound function.
  return new Intl.NumberFormat(locale, options).format;
}
