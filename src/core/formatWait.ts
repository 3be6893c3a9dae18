import { cachedFormatter } from './formatters';

/**
 * Formats a waiting time, rounded up: "in 42 seconds", and from 90 seconds on in minutes ("in 5 minutes").
 * @internal
 */
export function formatWait(seconds: number, locale: string): string {
  const [count, unit] = seconds < 90 ? [Math.ceil(seconds), 'second' as const] : [Math.ceil(seconds / 60), 'minute' as const];
  return cachedFormatter('wait', locale, (tag) => new Intl.RelativeTimeFormat(tag)).format(count, unit);
}
