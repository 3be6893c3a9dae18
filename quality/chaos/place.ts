import { dates } from './written';

/** The texts that a correct page may show in one place: amounts and quantities, and dates. */
export class Place {
  readonly numbers = new Set<string>();
  readonly dates = new Set<string>();
  /** For texts that depend on it: when the data may have been loaded. */
  readonly moments = new Set<number>();
  say(...texts: string[]): void {
    for (const text of texts) this.numbers.add(text);
  }
  sayDay(moment: number): void {
    for (const text of dates(moment)) this.dates.add(text);
  }
}
