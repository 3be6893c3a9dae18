import type { WirePrice, WireTiers } from '../fixtures/wire';

/** `numerator / denominator`, exact. */
interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

const zero: Fraction = { numerator: 0n, denominator: 1n };

/**
 * What Polar puts on the next invoice for a meter, in whole minor units.
 * The server subtracts as doubles, then is exact: it rounds once, half away from zero, and caps last.
 * How it tiers a fraction of a unit is not known; here the fraction falls into the tier where it lies.
 */
export function amountDue(consumed: number, credited: number, price: WirePrice): number {
  if (price.amount_type === 'fixed') return 0;
  const over = fromDouble(Math.max(0, consumed - credited));
  const cost =
    price.amount_type === 'metered_unit'
      ? times(over, fromDecimal(price.unit_amount))
      : price.tiers.type === 'volume'
        ? volumeCost(over, price.tiers)
        : graduatedCost(over, price.tiers);
  const amount = Number(roundHalfUp(cost));
  return price.cap_amount === null ? amount : Math.min(amount, price.cap_amount);
}

/** The whole quantity at the rate of the tier that contains it. */
function volumeCost(quantity: Fraction, { tiers }: WireTiers): Fraction {
  const tier = tiers.find(({ bound }) => bound === null || compare(quantity, whole(bound)) <= 0) ?? tiers.at(-1);
  return tier === undefined ? zero : times(quantity, fromDecimal(tier.unit_amount));
}

/** Each tier's part of the quantity at its own rate. */
function graduatedCost(quantity: Fraction, { tiers }: WireTiers): Fraction {
  let cost = zero;
  let floor = zero;
  for (const { bound, unit_amount } of tiers) {
    const ceiling = bound === null || compare(quantity, whole(bound)) < 0 ? quantity : whole(bound);
    if (compare(ceiling, floor) <= 0) break;
    cost = plus(cost, times(minus(ceiling, floor), fromDecimal(unit_amount)));
    floor = ceiling;
  }
  return cost;
}

/** A double is a fraction whose denominator is a power of two: doubling it until it is whole loses nothing. */
function fromDouble(value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError('Only a finite number is a fraction.');
  let scaled = value;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

function fromDecimal(text: string): Fraction {
  const [units = '0', decimals = ''] = text.split('.');
  return { numerator: BigInt(units + decimals), denominator: 10n ** BigInt(decimals.length) };
}

function whole(value: number): Fraction {
  return { numerator: BigInt(value), denominator: 1n };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

function times(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

function compare(a: Fraction, b: Fraction): number {
  const difference = minus(a, b).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Costs are never negative here, so half up is half away from zero. */
function roundHalfUp({ numerator, denominator }: Fraction): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
