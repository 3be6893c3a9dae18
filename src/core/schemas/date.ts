const isoUtc = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?$/;
const isoOther = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/;
const fourCenturies = 146_097 * 86_400_000;

/**
 * Reads ISO 8601 text, as UTC where it names no zone, or copies a `Date`. `undefined` for anything else.
 * @internal
 */
export function toDate(value: unknown): Date | undefined {
  if (typeof value === 'string') {
    // Longer than any date that Polar or an SDK writes. The limit keeps a hostile megabyte away from the patterns.
    if (value.length > 40) return undefined;
    if (isoUtc.test(value)) return utcDate(value);
    // V8 reads February 30 as March 2.
    return isoOther.test(value) && utcDate(value.slice(0, 10)) ? valid(new Date(value)) : undefined;
  }
  return value instanceof Date ? valid(new Date(value)) : undefined;
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Parsing a list spends most of its time on dates, so Polar's own format takes this path instead of the slower `Date.parse`. */
function utcDate(iso: string): Date | undefined {
  const month = digits(iso, 5, 7);
  const day = digits(iso, 8, 10);
  const hour = digits(iso, 11, 13);
  const minute = digits(iso, 14, 16);
  const second = digits(iso, 17, 19);
  const millisecond = iso.charCodeAt(19) === 46 ? digits(iso, 20, 23) : 0;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  // Date.UTC takes year 26 for 1926; the calendar repeats every 400 years to the day.
  const date = new Date(Date.UTC(digits(iso, 0, 4) + 400, month - 1, day, hour, minute, second, millisecond) - fourCenturies);
  // Date.UTC turns February 31 into March 3 instead of rejecting it.
  return day > 28 && date.getUTCDate() !== day ? undefined : date;
}

/** The number between two indexes; a missing character, or one that is not a digit, counts as 0 ("…:37.1Z"). */
function digits(iso: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index++) {
    const digit = iso.charCodeAt(index) - 48;
    number = number * 10 + (digit >= 0 && digit <= 9 ? digit : 0);
  }
  return number;
}
