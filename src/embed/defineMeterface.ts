import { MeterfaceBilling } from './MeterfaceBilling';
import { MeterfaceUsage } from './MeterfaceUsage';
import { defineElements } from './defineElements';

/**
 * Defines `<meterface-usage>` and `<meterface-billing>`. Keeps elements that another bundle has already defined, and
 * does nothing on a server.
 */
export function defineMeterface(registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  defineElements({ 'meterface-usage': MeterfaceUsage, 'meterface-billing': MeterfaceBilling }, registry);
}
