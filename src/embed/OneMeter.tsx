import { forwardRef, type ReactNode } from 'react';
import { Notice } from '../components/Notice';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import { bounded } from '../widgets/bounded';
import type { UsageVariant } from '../widgets/layout';
import { UsageRow } from '../widgets/UsageRow';
import { useViews } from '../widgets/useViews';
import type { PlainSlots } from './slotsOf';
import { Plain } from './Plain';
import { useOneMeter, type WhichMeter } from './useOneMeter';

export interface OneMeterProps extends PlainSlots, WhichMeter {
  variant?: UsageVariant | undefined;
}

/** One meter as a bar, a ring or a number. Loads, refreshes and handles errors. */
export const OneMeter = bounded(forwardRef<HTMLDivElement, OneMeterProps>(function OneMeter(props, _ref): ReactNode {
  const { variant = 'bar', header, empty, action } = props;
  const { one, datesAsOf, ...usage } = useOneMeter(props);
  const { messages } = useWords(listWords);
  const [views] = useViews(variant !== 'bar');
  const isLoading = variant !== 'bar' && views === undefined && usage.status === 'ready';
  return (
    <Plain {...props} state={isLoading ? { ...usage, status: 'loading' } : usage} subject={messages.usageTitle} skeleton={<UsageSkeleton rows={1} />}>
      {header}
      {one ? (
        <UsageRow joined={one} now={datesAsOf} shared={null} action={action?.(one)} chart={null} draw={variant === 'bar' ? undefined : views?.[variant]} />
      ) : (
        (empty ?? <Notice title={messages.noUsage} />)
      )}
    </Plain>
  );
}));
