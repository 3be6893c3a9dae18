import type { MeterChoice, MeterOptions } from '../core/joinMeters';
import type { UseUsageOptions } from '../react/useUsage';

const sorting = /^-?(created_at|modified_at|meter_id|meter_name|consumed_units|credited_units|balance)$/;

/** Names of units by meter id: a name, or Polar's description of a unit. `undefined`, or an error, if the text is anything else. */
export function readUnits(text: string): NonNullable<MeterOptions['units']> | undefined {
  return readObject(text, ([, unit]) => isText(unit) || isText((unit as { unit?: unknown }).unit)) as ReturnType<typeof readUnits>;
}

/** Filters of meters. `undefined`, or an error, if a name or a value is invalid. */
export function readFilters(text: string): UseUsageOptions['filters'] {
  return readObject(text, ([name, given]) => (name === 'query' ? isText(given) : /^(meterId|sorting)$/.test(name) && [given].flat().every((one) => isText(one) && (name === 'meterId' || sorting.test(one)))));
}

/** Meters by id, in the order to show. `undefined`, or an error, if the text is anything else. */
export function readMeters(text: string): MeterChoice[] | undefined {
  return readList(text, (choice): choice is MeterChoice => {
    const { meterId, name } = choice as MeterChoice;
    return isText(meterId) && isText(name ?? '');
  });
}

/** Positive numbers. `undefined`, or an error, if the text is anything else. */
export function readThresholds(text: string): number[] | undefined {
  return readList(text, (level): level is number => typeof level === 'number' && level > 0);
}

function readObject(text: string, isEntry: (entry: [name: string, value: unknown]) => boolean): object | undefined {
  const given = parse(text);
  return typeof given === 'object' && !Array.isArray(given) && Object.entries(given as object).every((entry) => entry[1] === undefined || isEntry(entry)) ? (given as object) : undefined;
}

function readList<Item>(text: string, isItem: (item: unknown) => item is Item): Item[] | undefined {
  const given = parse(text);
  return Array.isArray(given) && given.every(isItem) ? given : undefined;
}

/** A property may have the object itself. */
function parse(given: unknown): unknown {
  return isText(given) ? JSON.parse(given) : given;
}

export function isText(given: unknown): given is string {
  return typeof given === 'string';
}
