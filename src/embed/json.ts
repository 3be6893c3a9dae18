import type { MeterChoice, MeterOptions } from '../core/joinMeters';
import type { UseUsageOptions } from '../react/useUsage';

const sorting = /^-?(created_at|modified_at|meter_id|meter_name|consumed_units|credited_units|balance)$/;

/** Names of units by meter id: a name, or Polar's description of a unit. `undefined` if the text is anything else. */
export function readUnits(text: string): NonNullable<MeterOptions['units']> | undefined {
  return readObject(text, ([, unit]) => isText(unit) || isText((unit as { unit?: unknown } | null)?.unit)) as ReturnType<typeof readUnits>;
}

/** Filters of meters. `undefined` if one is unknown or isn't a text or a list of texts. */
export function readFilters(text: string): UseUsageOptions['filters'] {
  return readObject(text, ([name, given]) => (name === 'query' ? isText(given) : /^(meterId|sorting)$/.test(name) && [given].flat().every((one) => isText(one) && (name === 'meterId' || sorting.test(one)))));
}

/** Meters by id, in the order to show. `undefined` if the text is anything else. */
export function readMeters(text: string): MeterChoice[] | undefined {
  return readList(text, (choice): choice is MeterChoice => isText((choice as { meterId?: unknown } | null)?.meterId));
}

/** Positive numbers. `undefined` if the text is anything else. */
export function readThresholds(text: string): number[] | undefined {
  return readList(text, (level): level is number => typeof level === 'number' && level > 0);
}

function readObject(text: string, isEntry: (entry: [name: string, value: unknown]) => boolean): object | undefined {
  const given = parse(text);
  return typeof given === 'object' && given !== null && !Array.isArray(given) && Object.entries(given).every(isEntry) ? given : undefined;
}

function readList<Item>(text: string, isItem: (item: unknown) => item is Item): Item[] | undefined {
  const given = parse(text);
  return Array.isArray(given) && given.every(isItem) ? given : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isText(given: unknown): given is string {
  return typeof given === 'string';
}
