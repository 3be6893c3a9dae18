import type { MeterOptions } from '../core/joinMeters';
import type { UseUsageOptions } from '../react/useUsage';

const sorting = /^-?(created_at|modified_at|meter_id|meter_name|consumed_units|credited_units|balance)$/;

/** Names of units by meter id: a name, or Polar's description of a unit. `undefined` if the text is anything else. */
export function readUnits(text: string): NonNullable<MeterOptions['units']> | undefined {
  const isUnit = (unit: unknown) => typeof unit === 'string' || typeof (unit as { unit?: unknown } | null)?.unit === 'string';
  return readObject(text, (_, unit) => isUnit(unit)) as ReturnType<typeof readUnits>;
}

/** Filters of meters. `undefined` if one is unknown or isn't a text or a list of texts. */
export function readFilters(text: string): UseUsageOptions['filters'] {
  return readObject(text, (name, given) => {
    const texts = [given].flat();
    return texts.every((one) => typeof one === 'string' && (name !== 'sorting' || sorting.test(one))) && /^(meterId|query|sorting)$/.test(name) && (name !== 'query' || texts[0] === given);
  });
}

/** The JSON object in a text, if each of its entries is valid. */
function readObject(text: string, isValid: (name: string, given: unknown) => boolean): object | undefined {
  try {
    const given: unknown = JSON.parse(text);
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    return isObject && Object.entries(given).every(([name, value]) => isValid(name, value)) ? given : undefined;
  } catch {
    return undefined;
  }
}
