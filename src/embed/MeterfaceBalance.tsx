import type { ReactNode } from 'react';
import { later } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { WidgetSlots } from './slotsOf';
import { usageQueries } from './prefetch';
import { balanceSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-balance': MeterfaceBalance;
  }
}

// Outside of the class, so that all elements share one component.
const LaterBalance = later(async () => (await import('./small')).small.MeterBalance, 0);

/** `<meterface-balance>`: what is left of a meter, as a phrase in a sentence of the page. Its code is downloaded when the first one is on the page. */
export class MeterfaceBalance extends (MeterfaceElement as WithSettings<typeof balanceSettings>) {
  static override readonly settings = balanceSettings;

  constructor() {
    super(usageQueries);
  }

  protected override content(props: WidgetSlots): ReactNode {
    return <LaterBalance {...props} />;
  }
}
