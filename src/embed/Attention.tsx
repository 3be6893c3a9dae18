import { forwardRef, type ReactNode } from 'react';
import type { MeterOptions } from '../core/joinMeters';
import { useUsage } from '../react/useUsage';
import { bounded } from '../widgets/bounded';
import { UsageAlert } from '../widgets/UsageAlert';
import { Plain } from './Plain';
import type { PlainSlots } from './slotsOf';

export interface AttentionProps extends PlainSlots, MeterOptions {
  dismissible?: boolean | undefined;
}

/** The most urgent meter in one sentence. Empty while no meter needs attention or none could be loaded, unless the page fills the slot `empty` or `error`. The slot `error` is there even if the page leaves it empty: `isReady` looks for it. */
export const Attention = bounded(forwardRef<HTMLDivElement, AttentionProps>(function Attention(props, _ref): ReactNode {
  const { whenSpent, units, meters, action, dismissible, empty, error = <slot name="error" /> } = props;
  const options = { whenSpent, units, meters };
  const usage = useUsage(options);
  return (
    <Plain {...props} state={usage} error={error} skeleton={null}>
      {usage.alerts.length === 0 && empty}
      <UsageAlert {...options} action={action} dismissible={dismissible} />
    </Plain>
  );
}));
