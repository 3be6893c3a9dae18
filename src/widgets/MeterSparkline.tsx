'use client';
import type { ReactNode } from 'react';
import { spark } from '../components/spark';
import { Sparkline } from '../components/Sparkline';
import { describeHistory, type UsageInterval } from '../core/history';
import type { AccountMeter } from '../core/joinMeters';
import { day } from '../core/day';
import type { UsagePeriod } from '../core/pace';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { useFailure } from '../react/useFailure';
import { useUsageHistory } from '../react/useUsageHistory';

export interface MeterSparklineProps {
  /** A meter with a period. */
  joined: AccountMeter & { period: UsagePeriod };
}

/** The days of a meter's period, or the weeks or months of a long period. A bill shows the same days, if the period has at most 62, and both share one request. Renders nothing if the history can't be loaded. */
export function MeterSparkline({ joined: { meter, period } }: MeterSparklineProps): ReactNode {
  const { timeZone } = useWords(usageWords);
  const history = useUsageHistory(meter, { ...period, interval: intervalOf(period), timeZone });
  const failure = useFailure(history);
  if (history.data) return <Sparkline bars={describeHistory(history.data, null, new Date(history.dataUpdatedAt)).bars} />;
  return failure === null ? <svg {...spark} /> : null;
}

/** A period of a month has about 30 bars, and one of a year about 50. */
function intervalOf({ start, end }: UsagePeriod): UsageInterval {
  const days = (Number(end) - Number(start)) / day;
  return days <= 62 ? 'day' : days <= 371 ? 'week' : 'month';
}
