import { laterElement } from './laterElement';
import { usageQueries } from './prefetch';
import { meterSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-meter': MeterfaceMeter;
  }
}

/** `<meterface-meter>`: one meter as a bar, a ring or a number. Its code is downloaded when the first one is on the page. */
export class MeterfaceMeter extends laterElement(meterSettings, usageQueries, 1) {
  static override readonly load = async () => (await import('./small')).small.OneMeter;
}
