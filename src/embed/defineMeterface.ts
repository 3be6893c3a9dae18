import { MeterfaceBilling } from './MeterfaceBilling';
import { MeterfaceUsage } from './MeterfaceUsage';

const elements = { 'meterface-usage': MeterfaceUsage, 'meterface-billing': MeterfaceBilling };

/**
 * Defines `<meterface-usage>` and `<meterface-billing>`. Keeps elements that another bundle has already defined, and
 * does nothing on a server.
 */
export function defineMeterface(registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  for (const [name, element] of Object.entries(elements)) {
    if (registry?.get(name) === undefined) registry?.define(name, element);
  }
}
