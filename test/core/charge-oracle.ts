import { type Claims, claimsOf } from './charge-oracle.claims';
import type { Scenario } from './charge-oracle.scenario';
import { type Order, ordersOf } from './charge-oracle.server';
import { type Wire, wireOf } from './charge-oracle.wire';

export interface ChargeOracle {
  /** What a portal customer gets. */
  wire: Wire;
  /** What Polar will really do, in exact amounts. */
  orders: Order[];
  /** What a page may say, knowing the payload only. */
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
