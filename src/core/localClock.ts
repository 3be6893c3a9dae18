/**
 * Returns a function that gives the local time of a zone at an instant, in whole seconds, as if it were UTC. It reads parts of an English date,
 * because a runtime may know no other language: that of Alpine Linux has only English until `icu-data-full` is installed.
 * @throws RangeError for an invalid time zone.
 * @internal
 */
export function localClock(timeZone: string): (instant: number) => number {
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric });
  return (instant) => {
    const { year = 0, month = 0, day, hour, minute, second } = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}
