import type { AccountMeter } from '../core/joinMeters';
import type { MeterChip } from './UsageTable';

/** How a customer sorts meters. */
export type MeterSort = 'pressing' | 'name' | 'consumed';

/** The meters that match the chip and whose names contain the text, in the order that the customer chose. `pressing` keeps the given order, which is by urgency unless the host chose another. */
export function arrange(meters: readonly AccountMeter[], query: string, sort: MeterSort, locale: string, chip: MeterChip | undefined): readonly AccountMeter[] {
  const needle = fold(query);
  const some = chip ? meters.filter(chip.matches) : meters;
  const found = needle === '' ? some : some.filter(({ meter }) => fold(meter.meter.name).includes(needle));
  if (sort === 'pressing') return found;
  const { compare } = collatorFor(locale);
  return [...found].sort((a, b) =>
    sort === 'name' ? compare(a.meter.meter.name, b.meter.meter.name) : (b.meter.consumedUnits ?? -1) - (a.meter.consumedUnits ?? -1),
  );
}

/** Text in lowercase, with one kind of i: Turkish writes "IŞIK" as "ışık", and English "IMAGES" as "images". */
function fold(text: string): string {
  return text.toLowerCase().replace(/ı|i\u0307/g, 'i');
}

/** Sorts numbers inside of names by value: "Region 2" before "Region 10". An invalid locale falls back to English. */
function collatorFor(locale: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    return new Intl.Collator('en', { numeric: true });
  }
}
