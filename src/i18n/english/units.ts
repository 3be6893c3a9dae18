import { plural } from '../../core/plural';
import type { UnitWords } from '../words';

export const unnamedMeter = 'Usage';

/** The English word for units, singular or plural by `count`. */
export function unitName({ unit, customLabel, count }: UnitWords): string {
  if (unit === 'custom' && customLabel) return customLabel;
  const word = unit === 'token' ? 'token' : 'unit';
  return count === 1 ? word : `${word}s`;
}

/** A quantity with the name of its units. The singular of a merchant's plural is unknown, so 1 has no unit: "1 left", not "1 emails left". */
export function withNoun(quantity: string, noun: string | null): string {
  return noun === null || (quantity === '1' && plural.test(noun)) ? quantity : `${quantity} ${noun}`;
}
