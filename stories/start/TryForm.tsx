import { type ReactNode, useState } from 'react';
import { Projection, Receipt, UsageBar, WhatIf } from '../../src';
import { formatAmount, formatRate, parsePrice } from '../../src/core';
import { wirePriceMeteredUnit } from '../../src/testing';
import './tryIt.css';

/** A small form for one meter: units, credits, price and dates, drawn as they change. */
export function TryForm(): ReactNode {
  const [consumed, setConsumed] = useState(1250);
  const [credited, setCredited] = useState(1000);
  const [cents, setCents] = useState('5');
  const [start, setStart] = useState('2026-11-01');
  const [end, setEnd] = useState('2026-12-01');
  const [today, setToday] = useState('2026-11-14');
  const isPriced = /^\d{1,12}(?:\.\d{1,12})?$/.test(cents);
  const price = isPriced ? parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: cents })) : null;
  const amount = isPriced ? Math.round(Math.max(0, consumed - credited) * Number(cents)) : null;
  const meter = { consumedUnits: consumed, creditedUnits: credited, amount };
  const period = { start: new Date(start), end: new Date(end) };
  const now = new Date(today);
  const elapsed = (now.getTime() - period.start.getTime()) / (period.end.getTime() - period.start.getTime());
  const fields: [string, string, string, (value: string) => void][] = [
    ['Used units', 'range', String(consumed), (value) => setConsumed(Number(value))],
    ['Credits', 'range', String(credited), (value) => setCredited(Number(value))],
    ['Cents per unit beyond the credits', 'text', cents, setCents],
    ['The period starts on', 'date', start, setStart],
    ['It ends on', 'date', end, setEnd],
    ['Today is', 'date', today, setToday],
  ];
  return (
    <main className="try">
      <h1>Try it with numbers</h1>
      <p>One meter as your customers would see it, with its receipt, its estimate and a "what if".</p>
      <div className="try-fields">
        {fields.map(([label, type, value, change]) => (
          <label key={label}>
            <span>{label}{type === 'range' && `: ${Number(value).toLocaleString('en')}`}</span>
            <input type={type} min={type === 'range' ? 0 : undefined} max={type === 'range' ? 5000 : undefined} value={value} onChange={({ currentTarget }) => change(currentTarget.value)} />
          </label>
        ))}
      </div>
      <div className="try-widgets">
        <UsageBar
          name="Your meter"
          {...meter}
          terms={{ price }}
          cost={amount === null ? undefined : formatAmount(amount, 'usd', 'en')}
          rate={price === null ? undefined : `${formatRate(cents, 1, 'usd', 'en')} / unit`}
          elapsed={Number.isFinite(elapsed) && elapsed >= 0 && elapsed <= 1 ? elapsed : null}
        />
        {price !== null && <Receipt meter={meter} price={price} currency="usd" />}
        <Projection meter={meter} period={period} now={now} price={price} currency="usd" />
        {price !== null && <WhatIf meter={meter} price={price} currency="usd" />}
      </div>
    </main>
  );
}
