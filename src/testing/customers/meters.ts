import { stableId, stableNumber } from '../fixtures/identity';
import { wireMeter } from '../fixtures/objects';
import type { WireMeter } from '../fixtures/wire';
import { type Calendar, dayMs, hourMs, minuteMs, wireDate } from './calendar';
import type { CustomerSeed, MeterSeed } from './seed';

/** A customer meter at any moment. */
export interface MeterReader {
  seed: MeterSeed;
  /** The meter after `elapsed` milliseconds of usage; usage begins when the demo is made. */
  at: (elapsed: number) => WireMeter;
}

/** Expands a meter. Usage grows in whole units at the seed's pace, and `modified_at` is the time of the last unit. */
export function createMeterReader(owner: CustomerSeed, seed: MeterSeed, calendar: Calendar): MeterReader {
  const { name, consumed = 0, credited = 0, perMinute = 0 } = seed;
  const id = stableId('customer-meter', owner.externalId, name);
  const still = wireMeter({
    name,
    meter: { created_at: wireDate(createdBefore(name, calendar), name) },
    id,
    customer_id: stableId('customer', owner.externalId),
    credited_units: credited,
    created_at: wireDate(createdBefore(id, calendar), id),
  });
  return { seed, at };

  function at(elapsed: number): WireMeter {
    const units = Math.floor((perMinute * elapsed) / minuteMs);
    const used = consumed + units;
    return { ...still, consumed_units: used, balance: credited - used, modified_at: modifiedAt(units) };
  }

  function modifiedAt(units: number): string | null {
    if (units > 0) return wireDate(calendar.birth + Math.ceil((units * minuteMs) / perMinute), id);
    if (consumed === 0 && credited === 0) return null;
    // From the start, growing meters precede all other dated ones in Polar's default order, so pages don't drift.
    const age = perMinute > 0 ? stableNumber(id, 10 * minuteMs) : hourMs + stableNumber(id, 12 * dayMs);
    return wireDate(calendar.birth - age, id);
  }
}

/** A time in the month eight months ago. About one in four is on a whole second, to have both spellings of a date. */
function createdBefore(name: string, calendar: Calendar): number {
  const time = calendar.month(-8) + stableNumber(name, 25 * dayMs);
  return stableNumber(name, 4) === 0 ? time - (time % 1000) : time;
}
