import { forwardRef, type ReactNode } from 'react';
import type { MeterOptions } from '../core/joinMeters';
import { useUsage } from '../react/useUsage';
import { bounded } from '../widgets/bounded';
import { UsageAlert } from '../widgets/UsageAlert';
import type { WidgetSlots } from './slotsOf';
import { Plain } from './Plain';

export interface AttentionProps extends WidgetSlots, MeterOptions {}

/** The most urgent meter in one sentence. Renders nothing while no meter needs attention, or none could be loaded. */
export const Attention = bounded(forwardRef<HTMLDivElement, AttentionProps>(function Attention({ whenSpent, units, action, empty, error = null }, _ref): ReactNode {
  const usage = useUsage({ whenSpent, units });
  const { alerts, datesAsOf } = usage;
  return (
    <Plain state={usage} error={error} skeleton={null}>
      {alerts[0] ? <UsageAlert alerts={alerts} now={datesAsOf} action={action?.(alerts[0])} /> : empty}
    </Plain>
  );
}));
