import { laterElement } from './laterElement';
import { usageQueries } from './prefetch';
import { balanceSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-balance': MeterfaceBalance;
  }
}

/** `<meterface-balance>`: what is left of a meter, as a phrase in a sentence of the page. Its code is downloaded when the first one is on the page. */
export class MeterfaceBalance extends laterElement(balanceSettings, usageQueries, 0) {
  static override readonly load = async () => (await import('./small')).small.MeterBalance;
}
