export const freeInTrial = 'Free during your trial';

/** "$10 / 1M tokens" */
export function rate(price: string, unit: string): string {
  return `${price} / ${unit}`;
}

/** "$0.05 each" */
export function rateEach(price: string): string {
  return `${price} each`;
}

/** "≈ 37 left" */
export function about(amount: string): string {
  return `≈ ${amount}`;
}
