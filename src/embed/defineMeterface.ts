import { MeterfaceAlert } from './MeterfaceAlert';
import { MeterfaceAmountDue } from './MeterfaceAmountDue';
import { MeterfaceBalance } from './MeterfaceBalance';
import { MeterfaceBilling } from './MeterfaceBilling';
import { MeterfaceMeter } from './MeterfaceMeter';
import { MeterfacePortal } from './MeterfacePortal';
import { MeterfaceUsage } from './MeterfaceUsage';
import { defineElements } from './defineElements';

/** The portal comes first, because the others read its settings. */
export const elements = {
  'meterface-portal': MeterfacePortal,
  'meterface-usage': MeterfaceUsage,
  'meterface-billing': MeterfaceBilling,
  'meterface-meter': MeterfaceMeter,
  'meterface-balance': MeterfaceBalance,
  'meterface-amount-due': MeterfaceAmountDue,
  'meterface-alert': MeterfaceAlert,
};

/**
 * Defines `<meterface-usage>`, `<meterface-billing>`, `<meterface-meter>`, `<meterface-balance>`, `<meterface-amount-due>`,
 * `<meterface-alert>` and `<meterface-portal>`. Keeps elements that another bundle has already defined, and does nothing
 * on a server.
 */
export function defineMeterface(registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  defineElements(elements, registry);
}
