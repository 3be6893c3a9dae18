'use client';
import type { ComponentType, ReactNode } from 'react';
import { spark } from '../components/spark';
import { dayMessage } from '../components/dayMessage';
import type { ListedDrawingProps } from '../components/meterDrawing';
import { rateOf } from '../components/rateOf';
import { UsageBar } from '../components/UsageBar';
import { formatAmount } from '../core/formatMoney';
import { hasCost } from '../core/hasCost';
import type { AccountMeter } from '../core/joinMeters';
import { outlookOf, type SharedPeriod } from '../core/outlook';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import type { MeterSparklineProps } from './MeterSparkline';

interface UsageRowProps {
  joined: AccountMeter;
  /** When the numbers were read. */
  now: Date;
  /** The period that the head of the list shows. A row shows its renewal date only if it differs from this one. */
  shared: SharedPeriod | null;
  action: ReactNode;
  /** Draws the meter in place of `UsageBar`. */
  draw?: ComponentType<ListedDrawingProps> | undefined;
  /** Draws the history of a pay-as-you-go meter, which has no bar; `undefined` until this component is loaded, `null` for no chart. */
  chart: ComponentType<MeterSparklineProps> | null | undefined;
}

/** Whether a meter gets a chart: pay as you go has no range for a bar. */
export function isCharted(joined: AccountMeter): joined is MeterSparklineProps['joined'] {
  return joined.usage.kind === 'payAsYouGo' && joined.period !== undefined;
}

/** One meter in a list. */
export function UsageRow({ joined, now, shared, action, draw: Drawing, chart: Chart }: UsageRowProps): ReactNode {
  const localization = useWords(listWords);
  const { locale, messages } = localization;
  const { meter, terms, usage, unit, due, renewsAt, rollsOver } = joined;
  const { elapsed, units } = outlookOf(joined, now);
  const renewal = (say: (date: string) => string, month?: 'long') => renewsAt && dayMessage(renewsAt, now, say, localization, month);
  const note = [Number(renewsAt) !== Number(shared?.renewsAt) && renewal(messages.renewsOn), rollsOver && messages.creditsRollOver].filter(Boolean).join('\xA0· ');
  const spoken = [renewal(messages.renewsInSentence, 'long'), rollsOver && messages.creditsRollOverInSentence].filter(Boolean).join(', ');
  const shown = {
    meter,
    terms,
    unit,
    cost: hasCost(usage, due) ? formatAmount(due.amount, due.currency, locale) : undefined,
    rate: terms && rateOf(terms.price, unit, due?.amount, locale, messages),
    elapsed,
    expectedUnits: units,
    note,
    spoken,
  };
  if (!Drawing) return <UsageBar {...shown} action={action} chart={Chart !== null && isCharted(joined) && (Chart ? <Chart joined={joined} /> : <svg {...spark} />)} />;
  return (
    <>
      <Drawing {...shown} />
      {action && <div className="mf-usage-action">{action}</div>}
    </>
  );
}
