/** Formats numbers in English for the oracle, without code of src. */

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });
const spoken = new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 2 });
const days = (['short', 'long'] as const).flatMap((month) =>
  [undefined, 'numeric' as const].map((year) => new Intl.DateTimeFormat('en', { month, day: 'numeric', year, timeZone: 'UTC' })),
);
const minute = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'UTC' });

/** The forms of a quantity: in full, to three decimals or, below 1, to four significant digits; compact; and compact in words for screen readers. */
export function quantities(value: number): string[] {
  if (value !== 0 && Math.abs(value) < 1) return [small.format(value)];
  return [plain.format(value === 0 ? 0 : value), ...(Math.abs(value) >= 1e6 ? [compact.format(value), spoken.format(value)] : [])];
}

/** Whole percent, rounded down: 99.9% is 99%, never 100%, and a small share is never 0%. */
export function percents(part: number, whole: number): string[] {
  const share = part / whole;
  if (share > 0 && share < 0.01) return ['<1%', '1%'];
  return [`${plain.format(share < 1 ? Math.min(99, Math.floor(share * 100 + 1e-9)) : Math.floor(share * 100 + 1e-9))}%`];
}

/** A day with and without its year, and with the whole month for screen readers. */
export function dates(moment: number): string[] {
  return Number.isFinite(moment) ? days.map((day) => day.format(moment)) : [];
}

export function time(moment: number): string {
  return spaced(minute.format(moment));
}

/** Replaces every kind of space with a plain one and removes invisible joiners, which don't change the meaning. */
export function spaced(text: string): string {
  return text.replace(/[\u2060\u200b\u2066-\u2069]/g, '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

const marks: Readonly<Record<string, readonly [sign: string, digits: number]>> = { usd: ['$', 2], eur: ['€', 2], jpy: ['¥', 0] };

/** Formats money exactly. The amount is `amount` minor units, or for a smaller part `amount` × 10^-`powerOfTen`. */
export function money(amount: bigint, currency: string, powerOfTen = 0): string {
  const [sign, digits] = marks[currency] ?? [`${currency.toUpperCase()} `, 2];
  const places = digits + powerOfTen;
  const text = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const fraction = text.slice(text.length - places).replace(/0+$/, '').padEnd(digits, '0').slice(0, 20);
  return `${amount < 0n ? '−' : ''}${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction && `.${fraction}`}`;
}

/** Formats an estimate: an amount of ten or more in whole units of the currency. */
export function estimate(amount: bigint, currency: string): string {
  const [, digits] = marks[currency] ?? ['', 2];
  const unit = 10n ** BigInt(digits);
  const units = (amount * 2n + unit) / (unit * 2n);
  return amount < 0n || units < 10n ? money(amount, currency) : money(units * unit, currency).replace(/\.0+$/, '');
}

/** Formats a rate, without ".00". */
export function rate(amount: bigint, currency: string, powerOfTen: number): string {
  return money(amount, currency, powerOfTen).replace(/\.0+$/, '');
}

/** A double as an exact decimal fraction: its denominator is a power of two, which divides a power of ten. */
export function exactly(value: number): [digits: bigint, places: number] {
  let scaled = value;
  let places = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    places += 1;
  }
  return [BigInt(scaled) * 5n ** BigInt(places), places];
}
