import { laterElement } from './laterElement';
import { usageQueries } from './prefetch';
import { alertSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-alert': MeterfaceAlert;
  }
}

/** `<meterface-alert>`: the most urgent meter in one sentence; nothing while no meter needs attention. Its code is downloaded when the first one is on the page. */
export class MeterfaceAlert extends laterElement(alertSettings, usageQueries, 0) {
  static override readonly load = async () => (await import('./small')).small.Attention;
}
