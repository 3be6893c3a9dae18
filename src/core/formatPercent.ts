import { unknownText } from './unknownText';
import { cachedFormatter } from './formatters';
import { knownNumber } from './knownNumber';

/**
 * Formats a share as a percentage, rounded down, so that "100%" means all of it. A share below 1% is "<1%", and only zero
 * is "0%"; an unknown share is "—". From 10^18% on it is scientific and rounded to one digit ("2E18%").
 * @param ratio 1 for 100%.
 */
export function formatPercent(ratio: number | null | undefined, locale: string): string {
  const share = knownNumber(ratio);
  if (share === null) return unknownText;
  const notation = Math.abs(share) < 1e16 ? 'standard' : 'scientific';
  const format = cachedFormatter(`percent ${notation}`, locale, (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0, notation }));
  // A hundred times the largest number is infinite.
  if (notation === 'scientific') return format.format(share);
  if (share > 0 && share < 0.01) return `<${format.format(0.01)}`;
  // 0.29 * 100 is 28.999999999999996.
  const percent = Math.floor(share * 100 + 1e-9);
  return format.format((share < 1 ? Math.min(99, percent) : percent) / 100);
}
