'use client';
import { forwardRef } from 'react';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import { usePortal } from '../react/PortalProvider';
import { type AccountUsage, useUsage, type UseUsageOptions } from '../react/useUsage';
import { bounded } from './bounded';
import type { UsageAction, UsageLayout, UsageShow, UsageVariant } from './layout';
import { partMissing } from './moduleHook';
import { toolsFrom, UsageList } from './UsageList';
import { isCharted } from './UsageRow';
import { useIsFromServer } from './useIsFromServer';
import { useViews } from './useViews';
import { Widget, type WidgetProps } from './Widget';

export interface UsageProps extends WidgetProps<AccountUsage>, UseUsageOptions {
  /** What the customer can do about a meter, by its state. It's shown in the meter's row, and at the top with the most urgent meter. */
  action?: UsageAction | undefined;
  /**
   * How meters are arranged. Default: `auto`, which is a table of bars for ten or more meters, and rows for fewer meters or with
   * another `variant`. A list that a server has rendered keeps its rows. The table, the ring and the number are downloaded
   * when they are needed.
   */
  layout?: UsageLayout | undefined;
  /** How a meter is drawn: as a bar, a ring or a large number. Default: `bar`. */
  variant?: UsageVariant | undefined;
  /** Set to `subscription` to list the meters of each subscription below its plan's name. */
  groupBy?: 'subscription' | undefined;
  /**
   * With `percent`, customers see shares of their credits and no number of units anywhere; amounts of money stay. The HTML
   * from a server then has a skeleton in place of the meters. Default: `units`.
   */
  show?: UsageShow | undefined;
  /** Rows of the skeleton: about as many as there will be meters. Default: 3. */
  expected?: number | undefined;
  /** Meters to show at first, and with each "Show more". Default: 100. */
  pageSize?: number | undefined;
}

/**
 * All meters of the customer, the most urgent first, each with what is left or what it costs so far; above them the period
 * and the most urgent problem. Ten or more meters can be searched. Loads, refreshes and handles errors. Renders a `div` with
 * `role="region"`.
 */
export const Usage = bounded(forwardRef<HTMLDivElement, UsageProps>(function Usage(props, ref) {
  const { filters: _1, whenSpent: _2, units: _3, meters, groupBy, show, expected, pageSize, action, layout: given, variant: drawing, ...rest } = props;
  const variant = drawing ?? 'bar';
  const { messages } = useWords(listWords);
  const usage = useUsage(props);
  const isFromServer = useIsFromServer();
  // While loading, a list that is expected to be long downloads its table along with the data.
  const isLong = ((usage.status === 'loading' ? expected : usage.meters.length) as number) >= toolsFrom;
  const layout = given && given !== 'auto' ? given : isLong && variant === 'bar' && !isFromServer ? 'table' : 'rows';
  const inPercent = show === 'percent';
  const isViewed = inPercent || !!groupBy || layout === 'table' || variant !== 'bar';
  // Each chart sends a request, so a long list has none. A list from a server has none either, because its HTML is already complete.
  const { source } = usePortal();
  const hasCharts = source.can.history && layout === 'rows' && variant === 'bar' && !inPercent && !isLong && !isFromServer && usage.meters.some(isCharted);
  const [views, load] = useViews(isViewed || isLong || hasCharts || !!action);
  // Until the views are loaded the skeleton stays, unless a server has already rendered rows of bars. Those show units, so with `percent` it stays anyway.
  const isLoading = isViewed && views === undefined && (inPercent || !isFromServer);
  const waiting = inPercent && views === null ? { status: 'error', error: partMissing(), retry: load } as const : isLoading && { status: 'loading' } as const;
  const state = usage.status === 'ready' ? { ...usage, ...waiting } : usage;
  return (
    <Widget
      {...rest}
      ref={ref}
      state={state}
      label={messages.usageTitle}
      rows={usage.meters.length}
      renderSkeleton={(count) => <UsageSkeleton rows={count} layout={isLong && layout === 'table' ? layout : undefined} />}
      expected={expected}
      emptyTitle={messages.noUsage}
      emptyHint={messages.noUsageHint}
    >
      {(head) => <UsageList head={head} usage={usage} isSorted={!meters} pageSize={(pageSize as number) > 0 ? (pageSize as number) : 100} action={action} layout={layout} variant={variant} views={views} hasCharts={hasCharts} inPercent={inPercent} groupLevel={groupBy && (rest.headingLevel ?? 2) + 1} />}
    </Widget>
  );
}));
