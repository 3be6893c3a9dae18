import { type ReactNode, useState } from 'react';
import { CopyBilling, CopyUsage, Offers, UsageAlert, UsageBudget, UsageHistory, UsageInline, useMeters, usePending, useThresholds } from '../src';
import { type Offer, parsePrice } from '../src/core';

/** The parts that only some pages have, with `?extras`. */
export function Extras(): ReactNode {
  const [reached, setReached] = useState<string[]>([]);
  useThresholds({ onThreshold: ({ meter, level }) => setReached((before) => [...before, `${meter.meter.name}: ${level * 100}% reached`]) });
  const tokens = useMeters().data?.items.find(({ meter }) => meter.name === 'AI tokens')?.meterId;
  return (
    <div className="panel extras">
      <UsageAlert />
      <ul id="reached">
        {reached.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {tokens && <Chat meterId={tokens} />}
      {tokens && <Budget meterId={tokens} />}
      <UsageHistory periods={6} compare by="model" presets />
      {tokens && <Offers offers={offersFor(tokens)} current="pro" headingLevel={3} />}
      <div className="copy">
        <span>Your usage</span>
        <CopyUsage />
      </div>
      <div className="copy">
        <span>Your bill</span>
        <CopyBilling />
      </div>
    </div>
  );
}

function Budget({ meterId }: { meterId: string }): ReactNode {
  const [budget, setBudget] = useState<Record<string, number>>({ [meterId]: 3_000_000 });
  return <UsageBudget meters={[{ meterId }]} budget={budget} onBudgetChange={setBudget} />;
}

function Chat({ meterId }: { meterId: string }): ReactNode {
  const { add } = usePending(meterId);
  return (
    <p className="chat">
      <UsageInline meterId={meterId} />
      <button type="button" onClick={() => add(50_000)}>
        Use 50,000 tokens
      </button>
    </p>
  );
}

/** Two plans of the shop. Of their metered prices, only those for tokens. */
function offersFor(meterId: string): Offer[] {
  const fixed = (price_amount: number) => parsePrice({ id: 'fixed', amount_type: 'fixed', price_currency: 'usd', price_amount });
  const metered = (unit_amount: string) => parsePrice({ id: 'metered', amount_type: 'metered_unit', price_currency: 'usd', unit_amount, cap_amount: null, meter_id: meterId });
  return [
    { id: 'pro', name: 'Lumen Pro', currency: 'usd', prices: [fixed(2000), metered('0.001')], credits: { [meterId]: 2_000_000 } },
    { id: 'pay', name: 'Lumen Pay', currency: 'usd', prices: [metered('0.002')] },
  ];
}
