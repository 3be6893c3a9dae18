import type { Bill } from './billing';
import type { AccountMeter } from './joinMeters';
import { type ExportFormat, type ExportRow, writeSheet } from './sheet';
import { readUnit } from './unit';

/**
 * The customer's meters as text, to copy or to download: one line for each with its name, unit, numbers, cost so far and dates.
 * The only id in it is the meter's own, which says nothing about the customer. In CSV, an apostrophe precedes each text that
 * a spreadsheet would run as a formula or, in English, turn into a number or a date; numbers stay numbers. An unknown number is empty, and `null` in JSON.
 *
 * Quantities are in units. JSON has amounts in minor units; CSV and Markdown have decimals ("4.20") in the column `cost`.
 */
export function exportUsage(meters: readonly AccountMeter[], format: ExportFormat): string {
  return writeSheet(meters.map((meter) => usageRow(meter, format)), format);
}

/**
 * Bills as text, to copy or to download: one line for each item of each charge, then its subtotal, discount, tax, total,
 * balance and the amount that is due. Written like {@link exportUsage}. The only id in a line is that of its meter.
 */
export function exportBills(bills: readonly Bill[], format: ExportFormat): string {
  return writeSheet(bills.flatMap((bill) => billRows(bill, format)), format);
}

function usageRow({ meter, usage, unit, due, period, renewsAt }: AccountMeter, format: ExportFormat): ExportRow {
  return {
    meter: meter.meter.name,
    // A label for many units ("GB" for 10^9 bytes) doesn't fit the single units below.
    unit: unitText(unit),
    used: usage.consumed,
    credited: usage.credited,
    left: usage.remaining,
    over: usage.over,
    cost: { amount: due?.amount, currency: due?.currency },
    periodStart: period?.start,
    periodEnd: period?.end,
    renewsAt,
    ...(format !== 'markdown' && { meterId: meter.meterId }),
  };
}

function unitText(unit: AccountMeter['unit']): string {
  if (typeof unit === 'string') return unit;
  const { unit: kind, customLabel, customMultiplier } = readUnit(unit);
  return kind === 'token' ? 'tokens' : customMultiplier === 1 ? (customLabel ?? '') : '';
}

function billRows({ charges, currency }: Bill, format: ExportFormat): ExportRow[] {
  return charges.flatMap(({ dueAt, lines, subtotal, discount, tax, total, appliedBalance, due }) => {
    const row = (kind: string, amount: number | null, item = '', meterId = '', units?: { consumedUnits: number | null; creditedUnits: number | null }): ExportRow => ({
      dueAt,
      kind,
      item,
      used: units?.consumedUnits,
      credited: units?.creditedUnits,
      cost: { amount, currency },
      ...(format !== 'markdown' && { meterId }),
    });
    return [
      ...lines.map(({ kind, name, amount, meter, meterId }) => row(kind, amount, name ?? '', meterId, meter)),
      row('subtotal', subtotal),
      row('discount', discount === null ? null : 0 - discount),
      row('tax', tax),
      row('total', total),
      row('balance', appliedBalance),
      row('due', due),
    ];
  });
}
