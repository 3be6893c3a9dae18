import type { PortalError } from './errors';
import type { AccountMeter } from './joinMeters';

/** What a support text is about: what `useUsage()` returns. */
export interface SupportDetails {
  /** The meters that the customer sees. */
  meters: readonly AccountMeter[];
  /** Whether they are loading, failed, empty or ready. */
  status: string;
  /** When the data was received; `null` while there is none. */
  asOf: Date | null;
  /** Whether the last refresh failed. */
  isStale: boolean;
  /** What failed; `null` if nothing did. */
  error: PortalError | null;
  /** The parts that could not be read. */
  issues: readonly PortalError[];
}

/**
 * The text that lets a support team see what the customer sees: each meter's numbers, how old they are, and what failed. It contains the
 * meters' ids, which belong to the merchant's catalog. It contains no id of a customer, subscription or order. Removes what
 * looks like an email address or a token, even in names.
 */
export function supportText({ meters, status, asOf, isStale, error, issues }: SupportDetails): string {
  const lines = [
    `Usage: ${status}${isStale ? ', stale' : ''}${asOf === null ? '' : `, as of ${iso(asOf)}`}`,
    ...(error === null ? [] : [`Error: ${error.code}${error.status === undefined ? '' : `, HTTP ${error.status}`}`]),
    ...(issues.length === 0 ? [] : [`Left out: ${issues.length}`]),
    ...meters.map(({ meter, usage, due, period, renewsAt }) => {
      const parts = [
        `used ${said(usage.consumed)}`,
        `credited ${said(usage.credited)}`,
        `balance ${said(usage.balance)}`,
        `${usage.kind}, ${usage.state}`,
        ...(due ? [`pending ${said(due.amount)} ${oneLine(due.currency)} in minor units`] : []),
        ...(period ? [`${iso(period.start)} to ${iso(period.end)}`] : []),
        ...(renewsAt ? [`renews ${iso(renewsAt)}`] : []),
      ];
      return `- ${oneLine(meter.meter.name)} (meter ${oneLine(meter.meterId)}): ${parts.join('; ')}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function said(number: number | null): string {
  return number === null ? 'unknown' : String(number);
}

function iso(date: Date): string {
  return Number.isNaN(Number(date)) ? 'unknown' : date.toISOString();
}

function oneLine(text: string): string {
  // Secrets go before the text is cut, because a part of one isn't recognized. The first cut bounds the time that this takes, and drops the word that it divides.
  const bounded = text.length > 1000 ? text.slice(0, 1000).replace(/(?<=[\p{C}\p{Z}])[^\p{C}\p{Z}]+$/u, '') : text;
  return withoutSecrets(bounded.replaceAll(/[\p{C}\p{Z}]+/gu, ' ')).trim().slice(0, 120);
}

/** A merchant may name a meter after a customer. The first two patterns start only where a word does, and that of an `ey…` token only if a dot follows the word: a thousand long names would take seconds otherwise. */
function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(?<![^\s@<>()])[^\s@<>()]+@[^\s@<>()]+/g, '[e-mail]')
    .replaceAll(/(?<![\w-])(?=[\w-]+\.)([\w-]*?)\b(?:ey[\w-]+\.[\w-]+\.[\w-]+|ey[\w-]{15,}\.[\w-]+)/gi, '$1[token]')
    .replaceAll(/polar_[a-z]+_\w+|\bbearer\s+\S+/gi, '[token]');
}
