import { Billing } from '../widgets/Billing';
import { MeterfaceElement } from './MeterfaceElement';
import { billingQueries } from './prefetch';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-billing': MeterfaceBilling;
  }
}

/** `<meterface-billing>`: the widget `Billing` for pages without React. */
export class MeterfaceBilling extends MeterfaceElement {
  constructor() {
    super(Billing, billingQueries);
  }
}
