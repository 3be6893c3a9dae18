import { Billing } from '../widgets/Billing';
import { MeterfaceElement } from './MeterfaceElement';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-billing': MeterfaceBilling;
  }
}

/** `<meterface-billing>`: what `Billing` shows, on a page without React. */
export class MeterfaceBilling extends MeterfaceElement {
  constructor() {
    super(Billing);
  }
}
