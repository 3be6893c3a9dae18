import { type ReactNode, useState } from 'react';
import { Projection, Receipt, UsageBar, type UsageBarProps, WhatIf } from '../../src';
import { explainAmount, formatAmount, formatRate, parsePrice } from '../../src/core';
import { nameUnit } from '../../src/core/price';
import { wirePriceMeteredUnit } from '../../src/testing';
import './tryIt.css';

const first = { name: 'Your meter', unit: '', used: '1250', credits: '1000', cents: '5', whenSpent: 'unknown', start: '2026-11-01', end: '2026-12-01', today: '2026-11-14' };

const fields: readonly { key: keyof typeof first; label: string; type: 'text' | 'amount' | 'date'; hint?: string }[] = [
  { key: 'name', label: 'Name of the meter', type: 'text' },
  { key: 'unit', label: 'What it counts', type: 'text', hint: 'images' },
  { key: 'used', label: 'Units used', type: 'amount' },
  { key: 'credits', label: 'Credits', type: 'amount' },
  { key: 'cents', label: 'Cents per unit beyond the credits', type: 'text', hint: 'no price' },
  { key: 'start', label: 'The period starts on', type: 'date' },
  { key: 'end', label: 'It ends on', type: 'date' },
  { key: 'today', label: 'Today is', type: 'date' },
];

/** A small form for one meter: units, credits, price and dates, drawn as they change. */
export function TryForm(): ReactNode {
  const [form, setForm] = useState(first);
  const set = (key: keyof typeof first, value: string) => setForm((before) => ({ ...before, [key]: value }));
  const { name, unit, cents } = form;
  const [consumed, credited] = [Number(form.used), Number(form.credits)];
  const unitName = unit.trim() === '' ? undefined : unit.trim();
  const price = /^\d{1,12}(?:\.\d{1,12})?$/.test(cents) ? nameUnit(parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: cents })), unitName) : null;
  const counts = { consumedUnits: consumed, creditedUnits: credited };
  const explained = explainAmount(counts, price, 'usd');
  const amount = price !== null && explained.claim === 'exact' ? explained.computed : null;
  const meter = { ...counts, amount };
  const period = { start: new Date(form.start), end: new Date(form.end) };
  const now = new Date(form.today);
  const elapsed = (now.getTime() - period.start.getTime()) / (period.end.getTime() - period.start.getTime());
  return (
    <main className="try">
      <h1>Try it with numbers</h1>
      <p>One meter as your customers would see it, with its receipt, its estimate and a "what if".</p>
      <div className="try-fields">
        {fields.map(({ key, label, type, hint }) => (
          <div key={key}>
            <label>
              <span>{label}</span>
              <input type={type === 'amount' ? 'number' : type} min={type === 'amount' ? 0 : undefined} placeholder={hint} value={form[key]} onChange={({ currentTarget }) => set(key, currentTarget.value)} />
            </label>
            {type === 'amount' && <input type="range" aria-label={`${label}, as a slider`} min={0} max={Math.max(5000, consumed, credited)} value={form[key]} onChange={({ currentTarget }) => set(key, currentTarget.value)} />}
          </div>
        ))}
        <div className="try-wide">
          <label>
            <span>When the credits run out</span>
            <select value={form.whenSpent} onChange={({ currentTarget }) => set('whenSpent', currentTarget.value)}>
              <option value="unknown">Usage continues: billed if there is a price, free if not</option>
              <option value="blocked">Your product blocks further use</option>
            </select>
          </label>
        </div>
      </div>
      <div className="try-widgets">
        <UsageBar
          name={name === '' ? 'Your meter' : name}
          {...meter}
          unit={unitName}
          terms={{ price, ...(form.whenSpent === 'blocked' && { whenSpent: 'blocked' }) } satisfies UsageBarProps['terms']}
          cost={amount === null ? undefined : formatAmount(amount, 'usd', 'en')}
          rate={price === null ? undefined : `${formatRate(cents, 1, 'usd', 'en')} each`}
          elapsed={Number.isFinite(elapsed) && elapsed >= 0 && elapsed <= 1 ? elapsed : null}
        />
        {price !== null && <Receipt meter={meter} price={price} currency="usd" />}
        <Projection meter={meter} period={period} now={now} price={price} currency="usd" />
        {price !== null && <WhatIf meter={meter} price={price} currency="usd" />}
      </div>
    </main>
  );
}
