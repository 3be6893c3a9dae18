'use client';
import { type ReactNode, useState } from 'react';
import { DrawnHistory } from '../components/DrawnHistory';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { useIsPrinting } from '../components/useIsPrinting';
import type { UnitProp } from '../core/account';
import { isPortalError } from '../core/errors';
import type { UsagePeriod } from '../core/pace';
import { useWords } from '../i18n/context';
import { historyWords } from '../i18n/english/history';
import { useFailure } from '../react/useFailure';
import { usePortal } from '../react/PortalProvider';
import { useUsageHistory } from '../react/useUsageHistory';
import { FailureNotice } from './FailureNotice';

interface MeterHistoryProps {
  /** The meter's id, and its counts in the period. */
  meter: { meterId: string; consumedUnits: number | null; creditedUnits: number | null };
  period: UsagePeriod;
  unit: UnitProp | undefined;
}

/** The history of a meter's period, by day. Renders nothing if the source has no histories, or the customer may not see this one. */
export function MeterHistory(props: MeterHistoryProps): ReactNode {
  // A line that unfolds only on paper loads no history: it would come too late.
  const [isPrinted] = useState(useIsPrinting());
  return isPrinted ? null : <LoadedHistory {...props} />;
}

function LoadedHistory({ meter, period, unit }: MeterHistoryProps): ReactNode {
  const { source } = usePortal();
  const { timeZone } = useWords(historyWords);
  const history = useUsageHistory(meter, { ...period, timeZone });
  const failure = useFailure(history);
  if (!source.can.history) return null;
  if (history.data) return <DrawnHistory history={history.data} unit={unit} creditedUnits={meter.creditedUnits} consumedUnits={meter.consumedUnits} now={new Date(history.dataUpdatedAt)} />;
  if (failure === null) return <HistorySkeleton />;
  if (isPortalError(failure) && ['not_found', 'forbidden'].includes(failure.code)) return null;
  return <FailureNotice skeleton={<HistorySkeleton />} error={failure} onRetry={() => void history.refetch()} retrying={history.isFetching} />;
}
