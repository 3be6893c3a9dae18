import { queryOptions } from '@tanstack/react-query';
import type { MeterQuantities } from '../core';
import type { UsageRange } from '../sources';
import { key, policy, type Portal, steady } from './queries';
import { whileWanted } from './whilewanted';

export type { UsageRange };

/** Questions about histories, as TanStack Query options. */
export const historyQueries = {
  /** What was used of a meter, interval by interval. Another moment in the range is another question. */
  one: (portal: Portal, { meterId }: { meterId: string }, range: UsageRange) => {
    const { start, end, interval = 'day', timeZone } = range;
    return queryOptions({
      ...policy(portal),
      // Days that are over do not change, and each answer costs the organization a request.
      ...steady,
      queryKey: key(portal, 'meters', 'history', meterId, Number(start), Number(end), interval, timeZone ?? null),
      queryFn: whileWanted(portal, (context): Promise<MeterQuantities> => portal.source.history(meterId, range, context)),
    });
  },
};
