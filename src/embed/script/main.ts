import type { ComponentType } from 'react';
import { defineElements } from '../defineElements';
import { billingQueries } from '../prefetch';
import { MeterfaceElement } from '../MeterfaceElement';
import { MeterfaceUsage } from '../MeterfaceUsage';
import { later } from './later';

// Made outside of the constructor, so that all elements share one component.
const LaterBilling: ComponentType = later(async () => (await import('./billing')).Billing);

/** `<meterface-billing>` of the script, which downloads its widget when the first such element is in the page. */
class ScriptBilling extends MeterfaceElement {
  constructor() {
    super(LaterBilling, billingQueries);
  }
}

defineElements({ 'meterface-usage': MeterfaceUsage, 'meterface-billing': ScriptBilling });
