import { laterElement } from './laterElement';
import { amountDueQueries } from './prefetch';
import { amountDueSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-amount-due': MeterfaceAmountDue;
  }
}

/** `<meterface-amount-due>`: what the customer owes next. Its code is downloaded when the first one is on the page. */
export class MeterfaceAmountDue extends laterElement(amountDueSettings, amountDueQueries, 0) {
  static override readonly load = async () => (await import('./billing')).billing.DueAmounts;
}
