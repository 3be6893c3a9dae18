'use client';
import type { ReactNode } from 'react';
import { emphasize } from '../components/emphasize';
import { type MeterProps, readMeter } from '../components/meter';
import { meterName } from '../components/meterName';
import { formatDay } from '../core/formatDate';
import { formatQuantity } from '../core/formatQuantity';
import type { MeterAlert } from '../core/outlook';
import { type Localization, useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import { localeText } from '../i18n/localeText';
import type { UsageWords } from '../i18n/words';

interface AlertStripProps {
  alerts: readonly MeterAlert[];
  /** When the numbers were read. */
  now: Date;
  /** What the customer can do about the first one. */
  action: ReactNode;
  /** The button that dismisses the first alert. It stands at the end of the strip. */
  children?: ReactNode;
  /** Other values for the sentence than those of `readMeter`. */
  wordsOf?: ((meter: MeterProps, localization: Localization<typeof listWords>) => UsageWords) | undefined;
}

/** The most urgent meter in one sentence with its consequence and date, and how many others need attention. Renders nothing if none does. */
export function AlertStrip({ alerts, now, action, children, wordsOf = (meter, words) => readMeter(meter, words).words() }: AlertStripProps): ReactNode {
  const localization = useWords(listWords);
  const { locale, messages, timeZone } = localization;
  const [first] = alerts;
  if (!first) return null;
  const { meter, usage, spentAt, renewsAt, daysEarly } = first;
  const name = meterName(meter.meter.name, messages);
  // A line doesn't break within a date.
  const day = (date: Date | null | undefined) => (date && date > now ? formatDay(date, now, locale, timeZone).replaceAll(' ', '\xA0') : null);
  const text = messages.alert({
    ...wordsOf(first, localization),
    name,
    spentOn: day(spentAt),
    renewsOn: day(renewsAt),
    daysEarly,
    days: formatQuantity(daysEarly, locale),
  });
  const plain = (part: string) => <span {...localeText} className="mf-text">{part}</span>;
  return (
    <div className="mf-alert" data-tone={usage.tone}>
      <div className="mf-alert-text mf-icon">
        {emphasize(text, name, (part) => <bdi className="mf-alert-name">{part}</bdi>, plain)}
        {alerts.length > 1 && plain(` ${messages.moreAlerts(formatQuantity(alerts.length - 1, locale))}`)}
      </div>
      {action && <span className="mf-alert-action">{action}</span>}
      {children}
    </div>
  );
}
