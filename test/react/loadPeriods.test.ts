import { expect, it } from 'vitest';
import type { MeterQuantities } from '../../src/core/schemas/quantities';
import { loadPeriods } from '../../src/react/loadPeriods';
import type { PortalSource, UsageRange } from '../../src/sources/source';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 1);
const at = (days: number) => new Date(start + days * day);

/** Loads periods from a source that used 1 unit on the first day of November, 2 on the second, 4 on the third and so on. */
async function load(days: readonly number[], count = days.length - 1) {
  const requested: UsageRange[] = [];
  const history = async (_: string, range: UsageRange): Promise<MeterQuantities> => {
    requested.push(range);
    const quantities = [0, 1, 2, 3].map((place) => ({ timestamp: at(place), quantity: 2 ** place })).filter(({ timestamp }) => timestamp >= range.start && timestamp < range.end);
    return { quantities, total: quantities.reduce((sum, { quantity }) => sum + quantity, 0), issues: [] };
  };
  const edges = days.map(at);
  const wanted = { name: 'periods' as const, meterId: 'm', by: '', timeZone: undefined, interval: 'month' as const, count, edges };
  const loaded = await loadPeriods({ history } as unknown as PortalSource, wanted, { start: at(0), end: at(1) }, {});
  return { ...loaded, requested };
}

it('loadPeriods() counts a day that two periods share for the later one', async () => {
  const { quantities, requested } = await load([0.6, 1.6, 3.6]);
  expect(quantities).toEqual([{ timestamp: at(0.6), quantity: 1 }, { timestamp: at(1.6), quantity: 6 }]);
  expect(requested).toEqual([{ start: at(0), end: at(3) }]);
});

it('loadPeriods() compares only the latest periods if fewer come before', async () => {
  const { quantities, before } = await load([0, 1, 2, 4], 2);
  expect(quantities.map(({ quantity }) => quantity)).toEqual([2, 12]);
  expect(before?.map(({ quantity }) => quantity)).toEqual([null, 1]);
  expect((await load([0, 1, 2])).before).toBeUndefined();
});

it('loadPeriods() sends a request for every 366 days', async () => {
  const { requested } = await load([0, 365, 731, 1000]);
  expect(requested).toEqual([{ start: at(0), end: at(366) }, { start: at(366), end: at(732) }, { start: at(732), end: at(1000) }]);
});
