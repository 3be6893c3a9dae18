import type { ReactNode } from 'react';
import { CopyBilling, CopyUsage } from '../src';

/** The parts that only some pages have, with `?extras`. */
export function Extras(): ReactNode {
  return (
    <div className="panel">
      <CopyUsage />
      <CopyBilling />
    </div>
  );
}
