import type { ReactNode } from 'react';
import type { BillingProps } from '../widgets/Billing';
import { later } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { WidgetSlots } from './slotsOf';
import { billingQueries } from './prefetch';
import { billingSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-billing': MeterfaceBilling;
  }
}

// Outside of the class, so that all elements share one component.
const LaterBilling = later(async () => (await import('./billing')).billing.Billing);

/** `<meterface-billing>`: the widget `Billing` for pages without React. Its code is downloaded when the first one is on the page. */
export class MeterfaceBilling extends (MeterfaceElement as WithSettings<typeof billingSettings>) {
  static override readonly settings = billingSettings;

  constructor() {
    super(billingQueries);
  }

  protected override actionOf(slot: ReactNode): WidgetSlots['action'] {
    return slot === undefined ? undefined : () => slot;
  }

  protected override content(props: WidgetSlots): ReactNode {
    return <LaterBilling {...(props as BillingProps)} />;
  }
}
