import type { WireMeteredPrice, WireSubscription } from '../../src/testing';
import { Place } from './place';

/** The place of a bill, with one for each line. */
export class Article extends Place {
  readonly totals = new Set<string>();
  readonly lines = new Map<string, Place>();
  /** The amounts of the lines, by label. */
  readonly amounts = new Map<string, Set<string>>();
  readonly metered = new Map<string, { meter: WireSubscription['meters'][number]; price: WireMeteredPrice | undefined; subscription: WireSubscription }[]>();
  /** The detail below each closed line, by label. */
  readonly summaries = new Map<string, Place>();
  /** How far away the end of each period is. */
  readonly due = new Place();
  /** The estimate of the charge. */
  readonly forecast = new Place();
  /** Its possible due times. */
  readonly ends = new Set<number>();
  /** The totals, in minor units. */
  readonly sums = new Set<bigint>();
  /** Its subscription at each state of its usage. */
  readonly states = new Map<string, WireSubscription>();
  line(label: string): Place {
    const found = this.lines.get(label) ?? new Place();
    this.lines.set(label, found);
    return found;
  }
  amount(label: string, text: string): void {
    const found = this.amounts.get(label) ?? new Set();
    this.amounts.set(label, found.add(text));
  }
}
