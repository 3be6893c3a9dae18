'use client';
import type { ReactNode } from 'react';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { ErrorNotice } from '../components/Notice';
import { UsageHistory } from '../components/UsageHistory';
import type { UnitProp } from '../components/units';
import { isPortalError, type UsagePeriod } from '../core';
import { useWords } from '../i18n/context';
import { historyWords } from '../i18n/english/billing';
import { usePortal } from '../react/PortalProvider';
import { useUsageHistory } from '../react/useUsageHistory';
import { useProblem } from './useProblem';

interface MeterHistoryProps {
  /** What is counted, and the credits of the period. */
  meter: { meterId: string; creditedUnits: number | null };
  period: UsagePeriod;
  unit: UnitProp | undefined;
  /** When the numbers beside it were read. */
  now: Date;
}

/** The days of a meter's period. Nothing where the source knows none, and nothing where the customer may not see them. */
export function MeterHistory({ meter, period, unit, now }: MeterHistoryProps): ReactNode {
  const { source } = usePortal();
  const { timeZone } = useWords(historyWords);
  const history = useUsageHistory(meter, { ...period, timeZone });
  const problem = useProblem(history);
  if (!source.can.history) return null;
  if (history.data) return <UsageHistory history={history.data} unit={unit} creditedUnits={meter.creditedUnits} now={now} />;
  if (problem === null) return <HistorySkeleton />;
  if (isPortalError(problem) && ['not_found', 'forbidden'].includes(problem.code)) return null;
  return <ErrorNotice error={problem} onRetry={() => void history.refetch()} retrying={history.isFetching} />;
}
