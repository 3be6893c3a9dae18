import { formatDay } from './formatDate';
import { formatQuantity } from './formatQuantity';

/**
 * Makes the formatters of quantities and days while data loads: the first of each kind takes a browser several milliseconds.
 * @internal
 */
export function prepareFormats(locale: string): void {
  const now = new Date();
  formatQuantity(1, locale);
  formatDay(now, now, locale);
}
