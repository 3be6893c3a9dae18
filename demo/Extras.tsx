import { type ReactNode, useState } from 'react';
import { CopyBilling, CopyUsage, UsageAlert, useThresholds } from '../src';

/** The parts that only some pages have, with `?extras`. */
export function Extras(): ReactNode {
  const [reached, setReached] = useState<string[]>([]);
  useThresholds({ onThreshold: ({ meter, level }) => setReached((before) => [...before, `${meter.meter.name} has reached ${level * 100} %`]) });
  return (
    <div className="panel">
      <UsageAlert />
      <ul id="reached">
        {reached.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <CopyUsage />
      <CopyBilling />
    </div>
  );
}
