import { plural } from '../../core/plural';

export const freeInTrial = 'Free during your trial';

/** "$10 / 1M tokens", and "$0.50 each" for a plural without a number, such as "requests": its singular is unknown. */
export function rate(price: string, unit: string): string {
  return plural.test(unit) && !/ /.test(unit) ? rateEach(price) : `${price}\xA0/\xA0${unit}`;
}

/** "$0.05 each" */
export function rateEach(price: string): string {
  return `${price} each`;
}

/** "≈ 37 left" */
export function about(amount: string): string {
  return `≈ ${amount}`;
}
