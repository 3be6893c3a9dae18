'use client';
import type { ReactNode } from 'react';
import { Projection } from '../components/Projection';
import { Receipt } from '../components/Receipt';
import { WhatIf } from '../components/WhatIf';
import { phaseOf, type UnitProp } from '../core/account';
import type { BillLine } from '../core/billLines';
import { displayUnit, nameUnit } from '../core/price';
import type { AccountBill } from '../react/useBills';
import { MeterHistory } from './MeterHistory';

interface LineDetailsProps {
  account: AccountBill;
  line: BillLine;
  /** The host's name for the units; `undefined` for that of the price. */
  unit: UnitProp | undefined;
  asOf: Date;
}

/** What a metered line of a bill unfolds into: its arithmetic and, where they apply, its history, an estimate and a "what if". */
export function LineDetails({ account, line, unit, asOf }: LineDetailsProps): ReactNode {
  const { subscription, isBilled, isOngoing, endsAt, meterPeriod } = account;
  const { currency } = subscription;
  const { meter } = line;
  if (meter === undefined) return null;
  const price = line.price && nameUnit(line.price, unit);
  const inTrial = phaseOf(subscription) === 'trial';
  // A trial's events are in Polar's history but not in the meter's count, so the chart must not compare them.
  const counted = inTrial ? { ...meter, consumedUnits: null } : meter;
  return (
    <div className="mf-details">
      <Receipt meter={meter} price={price} currency={currency} inTrial={inTrial} />
      {meterPeriod && <MeterHistory meter={counted} period={meterPeriod} unit={unit ?? displayUnit(price)} />}
      {isBilled && <Projection meter={meter} period={meterPeriod} now={asOf} price={price} currency={isOngoing || endsAt ? currency : undefined} />}
      {price && isOngoing && <WhatIf meter={meter} price={price} currency={currency} />}
    </div>
  );
}
