import type { ReactNode } from 'react';
import { laterElement } from './laterElement';
import { billingQueries } from './prefetch';
import { billingSettings } from './settings';
import type { WidgetSlots } from './slotsOf';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-billing': MeterfaceBilling;
  }
}

/** `<meterface-billing>`: the widget `Billing` for pages without React. Its code is downloaded when the first one is on the page. */
export class MeterfaceBilling extends laterElement(billingSettings, billingQueries, undefined, 'Billing') {
  static override readonly load = async () => (await import('./billing')).billing.Billing;

  protected override actionOf(slot: ReactNode): WidgetSlots['action'] {
    return slot === undefined ? undefined : () => slot;
  }
}
