import { type Calendar, wireDate } from './calendar';
import { wireMeter } from '../fixtures/objects';
import { stableId, stableNumber } from '../fixtures/identity';
import type { CustomerSeed, MeterSeed } from './seed';
import type { WireMeter } from '../fixtures/wire';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A customer meter that can be read at any moment. */
export interface MeterReader {
  seed: MeterSeed;
  /** The meter as it stands that many milliseconds after the demo was made. */
  at: (elapsed: number) => WireMeter;
}

/** Expands a meter. Usage grows in whole units at the seed's pace, and `modified_at` is the moment of the last one. */
export function readMeter(owner: CustomerSeed, seed: MeterSeed, calendar: Calendar): MeterReader {
  const { name, consumed = 0, credited = 0, perMinute = 0 } = seed;
  const id = stableId('customer-meter', owner.externalId, name);
  const still = wireMeter({
    name,
    meter: { created_at: wireDate(bornBefore(name, calendar), name) },
    id,
    customer_id: stableId('customer', owner.externalId),
    credited_units: credited,
    created_at: wireDate(bornBefore(id, calendar), id),
  });
  return { seed, at };

  function at(elapsed: number): WireMeter {
    const units = Math.floor((perMinute * elapsed) / minute);
    const used = consumed + units;
    return { ...still, consumed_units: used, balance: credited - used, modified_at: modifiedAt(units) };
  }

  function modifiedAt(units: number): string | null {
    if (units > 0) return wireDate(calendar.birth + Math.ceil((units * minute) / perMinute), id);
    if (consumed === 0 && credited === 0) return null;
    // Meters that move come first in Polar's default order from the start, so that pages do not drift.
    const age = perMinute > 0 ? stableNumber(id, 10 * minute) : 60 * minute + stableNumber(id, 12 * day);
    return wireDate(calendar.birth - age, id);
  }
}

/** Sometime in the month eight months ago; some on a whole second, as happens. */
function bornBefore(name: string, calendar: Calendar): number {
  const instant = calendar.month(-8) + stableNumber(name, 25 * day);
  return stableNumber(name, 4) === 0 ? instant - (instant % 1000) : instant;
}
