import type { BillLine } from '../core/billLines';
import { formatAmount } from '../core/formatMoney';
import { formatQuantity } from '../core/formatQuantity';
import { nameUnit } from '../core/price';
import type { Localization } from '../i18n/context';
import type { Messages } from '../i18n/messages';
import { pricedRate } from './pricedRate';
import { pricedUnitOf } from './pricedUnitOf';
import type { UnitProp } from './units';

type DetailWords = Pick<Messages, 'unitName' | 'rate' | 'rateEach' | 'lineDetail' | 'allIncluded' | 'nothingUsed' | 'freeInTrial' | 'stillCounting' | 'detailSoFar'>;

interface LineContext {
  currency: string;
  /** Whether usage so far is in a trial, which costs nothing. */
  isTrial: boolean;
  /** The host's name for the units; `undefined` for that of the price. */
  unit: UnitProp | undefined;
}

/** What a metered line is made of: "420,165 over at $10 / 1M tokens". `null` for other lines, and for an amount that can't be explained. */
export function lineDetail({ meter, price: given, explanation, amount }: BillLine, { currency, isTrial, unit }: LineContext, localization: Localization<DetailWords>): string | null {
  if (explanation?.claim !== 'exact' || !meter || !given || amount === null) return null;
  const { locale, messages } = localization;
  const { billableUnits, lines, cap, capped, settled } = explanation;
  // Polar counts nothing of a trial for a bill, so its numbers don't say whether anything was used.
  if (isTrial && amount === 0) return messages.freeInTrial;
  const priced = pricedUnitOf(nameUnit(given, unit), locale, messages);
  const detail = messages.lineDetail({
    units: formatQuantity(billableUnits, locale, false, priced.scale),
    isOver: meter.creditedUnits !== 0,
    rates: lines.filter(({ units }) => units > 0).map(({ unitAmount }) => pricedRate(unitAmount, priced, currency, localization)),
    cap: capped ? formatAmount(cap, currency, locale) : null,
  });
  if (settled) return billableUnits > 0 ? detail : meter.consumedUnits === 0 ? messages.nothingUsed : messages.allIncluded;
  return billableUnits > 0 ? messages.detailSoFar(detail) : messages.stillCounting;
}
