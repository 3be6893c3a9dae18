import type { models } from '@polar-sh/sdk/2026-10';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatRate } from '../../src/core/formatMoney';
import { minorDigits } from '../../src/core/minorDigits';

/** Every currency that Polar accepts, from its SDK 1.0.1. */
const listed = [
  'aed all amd aoa ars aud awg azn bam bbd bdt bif bmd bnd bob brl bsd bwp bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd',
  'egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jpy kes kgs khr kmf krw kyd kzt lak lkr lrd',
  'lsl mad mdl mga mkd mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron rsd rwf sar sbd',
  'scr sek sgd shp sos srd szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw',
] as const;
const currencies = listed.join(' ').split(' ');
type Words<Text extends string> = Text extends `${infer Word} ${infer More}` ? Word | Words<More> : Text;
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
const wholeUnits = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');

const locales = [
  'en', 'en-IN', 'de', 'de-CH', 'fr', 'fr-CH', 'pt-PT', 'pt-BR', 'ru', 'pl', 'sv', 'ja',
  'he', 'ar', 'ar-EG', 'fa', 'hi-u-nu-deva', 'bn', 'my', 'mr', 'th-u-nu-thai', 'zh-u-nu-hanidec',
];

const most = Number.MAX_SAFE_INTEGER;
const amounts: (number | bigint)[] = [
  0, 1, -1, 9, -9, 10, 99, -99, 100, -100, 101, 12_345, -12_345, 2 ** 31, -(2 ** 31), 2 ** 32 + 1, most, -most, 1e21, -1e24, -0,
  9_007_199_254_740_993n, -9_007_199_254_740_993n, 123_456_789_012_345_678_901_234_567_890n, -(2n ** 63n),
];

const wires = [
  '412.35', '-412.35', '0.000000000001', '0.999999999999', '12.000000000000', '0.5', '-0.5', '99.999999999999', '100.000000000001',
  '9007199254740993.123456789012', '-9007199254740993.000000000001', '0.12345678901234567',
];

/**
 * Parses a formatted amount back to a decimal. Knows only the locale's digits, minus (written as a minus sign where `Intl` has a hyphen),
 * decimal point and currency sign from `Intl`; shares no code with src.
 */
function readerOf(locale: string, currency?: string): (text: string) => string {
  const digits = Array.from(new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)).reverse();
  const style = currency === undefined ? {} : ({ style: 'currency', currency } as const);
  const parts = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 2 }).formatToParts(-1.5);
  const part = (type: string) => bare(parts.find((one) => one.type === type)?.value ?? '');
  const [sign, minus, point] = [part('currency'), part('minusSign'), part('decimal')];
  return (text) => {
    const read = Array.from(bare(text).replace(sign, ''), (letter) => {
      const digit = digits.indexOf(letter);
      return digit >= 0 ? String(digit) : letter === point ? '.' : letter === minus.replace('-', '−') ? '-' : '';
    });
    return canonical(read.join(''));
  };
}

/** Removes text-direction marks. */
function bare(text: string): string {
  return text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Moves the minus to the front and drops leading and trailing zeros. */
function canonical(text: string): string {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text.replace('-', '')) ?? [];
  if (whole === undefined) return `unreadable: ${text}`;
  const after = fraction.replace(/0+$/, '');
  const size = `${BigInt(whole)}${after && `.${after}`}`;
  return text.includes('-') && size !== '0' ? `-${size}` : size;
}

/** Converts minor units to the major unit with integer arithmetic. */
function major(amount: string, digits: number): string {
  const negative = amount.startsWith('-');
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  const factor = 10n ** BigInt(digits);
  const size = `${BigInt(whole) / factor}.${digits === 0 ? '' : String(BigInt(whole) % factor).padStart(digits, '0')}${fraction}`;
  return canonical(`${negative ? '-' : ''}${size.replace(/\.$/, '')}`);
}

describe('Polar’s 126 currencies', () => {
  it('are the same as in its SDK', () => {
    const same: Same<Words<(typeof listed)[number]>, models.PresentmentCurrency> = true;
    expect([same, new Set(currencies).size]).toEqual([true, 126]);
  });

  it('have whole units or hundredths by Polar’s list, not by Intl', () => {
    expect(currencies.filter((code) => minorDigits(code) === 0)).toEqual(wholeUnits);
    expect(currencies.filter((code) => minorDigits(code) !== 0 && minorDigits(code) !== 2)).toEqual([]);
  });

  it.each(locales)('keep every digit of an amount in locale %s', (locale) => {
    const lost: string[] = [];
    for (const currency of currencies) {
      const digits = wholeUnits.includes(currency) ? 0 : 2;
      const read = readerOf(locale, currency);
      for (const amount of amounts) {
        const text = formatAmount(amount, currency, locale);
        if (read(text) !== major(String(BigInt(amount)), digits)) lost.push(`${amount} ${currency}: ${text} parses as ${read(text)}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it.each(locales)('keep every digit of decimal text, fractions of a minor unit included, in locale %s', (locale) => {
    const lost: string[] = [];
    for (const currency of ['usd', 'jpy', 'cve', 'huf', 'isk', 'kwd', 'chf', 'sar', 'xcg']) {
      const digits = wholeUnits.includes(currency) ? 0 : 2;
      const read = readerOf(locale, currency);
      for (const wire of wires) {
        const text = formatAmount(wire, currency, locale);
        if (read(text) !== major(wire, digits)) lost.push(`${wire} ${currency}: ${text} parses as ${read(text)}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it('always have two decimals, or none for whole-unit currencies', () => {
    const written = (currency: string) => [0, 100, -100, 250].map((amount) => /\.(\d*)$/.exec(formatAmount(amount, currency, 'en'))?.[1]?.length ?? 0);
    const odd = currencies.filter((currency) => written(currency).some((digits) => digits !== (wholeUnits.includes(currency) ? 0 : 2)));
    expect(odd).toEqual([]);
  });
});

describe('this test’s own parser', () => {
  it.each<[string, string, string, string]>([
    ['en', 'usd', '−$9,007,199.05', '-9007199.05'],
    ['de-CH', 'chf', 'CHF−1’234.50', '-1234.5'],
    ['ar-EG', 'egp', '\u200f١٬٢٣٤٫٥٠\u00a0ج.م.\u200f', '1234.5'],
    ['en', 'usd', '$0.00', '0'],
    ['en', 'usd', '$100', '100'],
    ['en', 'usd', '$1.2.3', 'unreadable: 1.2.3'],
    ['en', 'usd', '—', 'unreadable: '],
  ])('parses, in locale %s and currency %s, %s as %s', (locale, currency, text, value) => {
    expect(readerOf(locale, currency)(text)).toBe(value);
  });

  it('notices a lost digit', () => {
    expect(readerOf('en', 'usd')('$90,071,992,547,409.92')).not.toBe(major('9007199254740993', 2));
  });
});

describe('formatAmount() with decimal text', () => {
  it.each<[string, string, string]>([
    ['412.35', 'usd', '$4.1235'],
    ['0.05', 'usd', '$0.0005'],
    ['0.000000000001', 'usd', '$0.00000000000001'],
    ['50.000000000000', 'usd', '$0.50'],
    ['-655', 'eur', '−€6.55'],
    ['12.5', 'jpy', '¥12.5'],
    ['12.000000000000', 'jpy', '¥12'],
    ['0', 'jpy', '¥0'],
    ['0', 'usd', '$0.00'],
    ['007', 'usd', '$0.07'],
    ['900719925474099312', 'usd', '$9,007,199,254,740,993.12'],
    ['4.500E-8', 'usd', '$0.00000000045'],
    ['-1E-12', 'usd', '−$0.00000000000001'],
    ['-1E-30', 'usd', '$0.00'],
    ['0E-12', 'usd', '$0.00'],
    ['1.5E+3', 'jpy', '¥1,500'],
  ])('writes %s minor units of %s as %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency, 'en')).toBe(text);
  });

  it('writes a dash for a rate that is not text', () => {
    expect([0.05, 5n, null, undefined].map((rate) => formatRate(rate as never, 1, 'usd', 'en'))).toEqual(['—', '—', '—', '—']);
  });

  it.each(['', ' ', 'free', '1e5', '1E5', '1E-1000', '1,000', '.5', '5.', '--5', '+5', '0x10', 'NaN', '12 ', '１２'])('writes a dash for the invalid text %j, like formatRate()', (amount) => {
    expect(formatAmount(amount, 'usd', 'en')).toBe('—');
    expect(formatRate(amount, 1, 'usd', 'en')).toBe('—');
  });

  it.each<[unknown, unknown]>([
    [NaN, 'usd'],
    [Infinity, 'usd'],
    [-Infinity, 'jpy'],
    [null, 'usd'],
    [undefined, ''],
    [{}, 'usd'],
    [[], 'usd'],
    [true, 'usd'],
  ])('writes a dash for %o in currency %o, in every locale', (amount, currency) => {
    for (const locale of [...locales, 'not a locale', '']) expect(formatAmount(amount as never, currency as never, locale)).toBe('—');
  });
});

describe('formatAmount() with an unknown currency', () => {
  it.each<[string, string]>([
    ['xyz', 'XYZ 123.45'],
    ['us', '123.45 us'],
    ['usdc', '123.45 usdc'],
    ['u$d', '123.45 u$d'],
    ['', '123.45'],
    ['\u202eusd', '123.45 usd'],
  ])('writes the amount, and the code %j if there is one', (currency, text) => {
    expect(formatAmount(12_345, currency, 'en').replace(/\u00a0/g, ' ')).toBe(text);
  });

  it.each(locales)('keeps every digit in locale %s', (locale) => {
    const read = readerOf(locale);
    expect(amounts.map((amount) => read(formatAmount(amount, '?', locale)))).toEqual(amounts.map((amount) => major(String(BigInt(amount)), 2)));
  });
});

describe('formatRate()', () => {
  it.each<[string, number, string, string]>([
    ['0.001000000000', 1_000_000, 'usd', '$10'],
    ['-1E-30', 1, 'usd', '$0.00'],
    ['0.050000000000', 1000, 'usd', '$0.50'],
    ['0.040000000000', 1000, 'usd', '$0.40'],
    ['0.050000000000', 1, 'usd', '$0.0005'],
    ['0.000000000001', 1, 'usd', '$0.00000000000001'],
    ['0.000000000001', 1_000_000, 'usd', '$0.00000001'],
    ['250', 1, 'usd', '$2.50'],
    ['200', 1, 'usd', '$2'],
    ['0', 1000, 'usd', '$0'],
    ['0.125', 1000, 'usd', '$1.25'],
    ['0.1255', 1000, 'usd', '$1.255'],
    ['12.500000000000', 1, 'jpy', '¥12.5'],
    ['0.000000000001', 1_000_000, 'jpy', '¥0.000001'],
    ['1', 1_000_000, 'jpy', '¥1,000,000'],
    ['9007199254740993', 1, 'jpy', '¥9,007,199,254,740,993'],
    ['0.3', 3, 'usd', '$0.009'],
    ['1E-12', 1, 'usd', '$0.00000000000001'],
    ['0E-12', 1_000_000, 'usd', '$0'],
    ['4.500E-8', 1, 'usd', '$0.00000000045'],
    ['4.500E-8', 1_000_000_000, 'usd', '$0.45'],
    ['1.00E-8', 1_000_000_000, 'usd', '$0.10'],
  ])('writes a rate of %s for %s units in %s as %s', (unitAmount, units, currency, text) => {
    expect(formatRate(unitAmount, units, currency, 'en')).toBe(text);
  });

  it('follows the locale', () => {
    expect(formatRate('0.001000000000', 1_000_000, 'eur', 'de')).toBe('10\u00a0€');
    expect(formatRate('0.050000000000', 1000, 'usd', 'fr-CH').replace(/\s/g, ' ')).toBe('0.50 $US');
  });

  it.each(locales)('keeps every digit in locale %s', (locale) => {
    const lost = ['0.001000000000', '0.000000000001', '0.050000000000', '12.345678901234', '0', '250'].flatMap((unitAmount) =>
      ['usd', 'jpy', 'huf'].flatMap((currency) => {
        const text = formatRate(unitAmount, 1000, currency, locale);
        const [whole = '', fraction = ''] = unitAmount.split('.');
        const thousandfold = `${whole}${fraction.padEnd(3, '0').slice(0, 3)}.${fraction.padEnd(3, '0').slice(3)}`.replace(/\.$/, '');
        return readerOf(locale, currency)(text) === major(thousandfold, currency === 'jpy' ? 0 : 2) ? [] : `${unitAmount} ${currency}: ${text}`;
      }),
    );
    expect(lost).toEqual([]);
  });

  it.each([NaN, Infinity])('writes a dash for %s units', (units) => {
    expect(formatRate('1', units, 'usd', 'en')).toBe('—');
  });
});
