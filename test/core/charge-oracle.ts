import { type Claims, claimsOf } from './charge-oracle.claims';
import type { Scenario } from './charge-oracle.scenario';
import { type Order, ordersOf } from './charge-oracle.server';
import { type Wire, wireOf } from './charge-oracle.wire';

export interface ChargeOracle {
  /** The payloads that a portal customer gets. */
  wire: Wire;
  /** The orders that Polar will create, with exact amounts. */
  orders: Order[];
  /** The claims that a page may make from the payload alone. */
  claims: Claims;
}

/**
 * The charges of a subscription, computed a second time: written from the functions of Polar's server (`_compute_charge_preview`,
 * `cycle`, `cycle_meters`, `resume`, `_create_order`, `compute_order_amounts`, `Discount`) and sharing no code with src.
 */
export function chargeOracle(scenario: Scenario): ChargeOracle {
  const wire = wireOf(scenario);
  return { wire, orders: ordersOf(scenario), claims: claimsOf(wire) };
}
