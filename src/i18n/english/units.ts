import type { UnitWords } from '../words';

export const unnamedMeter = 'Usage';

/** The English word for units, singular or plural by `count`. */
export function unitName({ unit, customLabel, count }: UnitWords): string {
  if (unit === 'custom' && customLabel) return customLabel;
  const word = unit === 'token' ? 'token' : 'unit';
  return count === 1 ? word : `${word}s`;
}

export function withNoun(quantity: string, noun: string | null): string {
  return noun === null ? quantity : `${quantity} ${noun}`;
}
