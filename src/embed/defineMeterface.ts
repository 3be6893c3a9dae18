import { MeterfaceBilling } from './MeterfaceBilling';
import { MeterfaceUsage } from './MeterfaceUsage';

const elements = { 'meterface-usage': MeterfaceUsage, 'meterface-billing': MeterfaceBilling };

/**
 * Defines `<meterface-usage>` and `<meterface-billing>`. Where another bundle of the page has done so, its elements stay;
 * on a server nothing happens.
 */
export function defineMeterface(registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  for (const [name, element] of Object.entries(elements)) {
    if (registry?.get(name) === undefined) registry?.define(name, element);
  }
}
