import { beforeEach, describe, expect, it, vi } from 'vitest';
import { displayName } from '../../src/core/displayName';
import { formatAmount } from '../../src/core/formatMoney';
import { formatDate, formatDay, formatTime } from '../../src/core/formatDate';
import { formatQuantity } from '../../src/core/formatQuantity';
import { formatWait } from '../../src/core/formatWait';
import { minorDigits } from '../../src/core/minorDigits';
import { formatPercent } from '../../src/core/formatPercent';

describe('formatQuantity()', () => {
  it.each<[number | null | undefined, string]>([
    [0, '0'],
    [-0, '0'],
    [25, '25'],
    [1234.5, '1,234.5'],
    [1234.56789, '1,234.568'],
    [0.123456, '0.1235'],
    [0.30000000000000004, '0.3'],
    [0.0004, '0.0004'],
    [1e-7, '0.0000001'],
    [1e-9, '0.000000001'],
    [1e-12, '1E-12'],
    [999_999, '999,999'],
    [1_000_000, '1M'],
    [1_250_000, '1.25M'],
    [1_256_789, '1.26M'],
    [-2_400_000, '-2.4M'],
    [1e16, '10,000T'],
    [1e18, '1E18'],
    [2 ** 63, '9.22E18'],
    [1e21, '1E21'],
    [null, '—'],
    [undefined, '—'],
    [NaN, '—'],
    [Infinity, '—'],
  ])('writes %s as %s', (value, text) => {
    expect(formatQuantity(value, 'en')).toBe(text);
  });

  it('writes every digit if `exact`', () => {
    expect(formatQuantity(2_412_350, 'en', true)).toBe('2,412,350');
  });

  it('follows the locale', () => {
    expect(formatQuantity(1234.5, 'de')).toBe('1.234,5');
    expect(formatQuantity(1234.5, 'hi-u-nu-deva')).toBe('१,२३४.५');
  });

});

it('formatQuantity(), formatDate() and formatAmount() replace an invalid locale with English', () => {
  expect(formatQuantity(1234.5, 'not a locale')).toBe('1,234.5');
  expect(formatDate(new Date(0), '!!')).toBe('Jan 1, 1970');
  expect(formatAmount(100, 'usd', '')).toBe('$1.00');
});

describe('formatAmount()', () => {
  it.each<[number | bigint | string | null | undefined, string, string]>([
    [1240, 'usd', '$12.40'],
    [0, 'usd', '$0.00'],
    [-450, 'eur', '−€4.50'],
    [12300, 'jpy', '¥12,300'],
    [12345, 'isk', 'ISK 123.45'],
    [12345, 'HUF', 'HUF 123.45'],
    [9007199254740993n, 'usd', '$90,071,992,547,409.93'],
    [5, 'usd', '$0.05'],
    [-0, 'usd', '$0.00'],
    ['-0.000', 'usd', '$0.00'],
    [`1.${'1'.repeat(30)}`, 'usd', `$0.0${'1'.repeat(19)}`],
    [null, 'usd', '—'],
    [undefined, 'usd', '—'],
    [NaN, 'usd', '—'],
    [12345, '', '123.45'],
    [12345, 'us', '123.45 us'],
    [12345, '<b>', '123.45 <b>'],
    [12345, 'xyz', 'XYZ 123.45'],
  ])('writes %s minor units of currency %j as %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency, 'en')?.replace(/\u00a0/g, ' ')).toBe(text);
  });

  it('omits decimals only for Polar’s 15 whole-unit currencies', () => {
    const whole = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
    expect(whole.map(minorDigits)).toEqual(whole.map(() => 0));
    expect(['usd', 'isk', 'ugx', 'kwd', 'JOD', 'huf'].map(minorDigits)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(minorDigits('JPY')).toBe(0);
  });
});

describe('formatPercent()', () => {
  it.each<[number | null, string]>([
    [0, '0%'],
    [0.0001, '<1%'],
    [0.01, '1%'],
    [0.29, '29%'],
    [0.999, '99%'],
    [1 - 1e-12, '99%'],
    [1, '100%'],
    [1.206, '120%'],
    [12_345_678, '1,234,567,800%'],
    [2e16, '2E18%'],
    [Number.MAX_VALUE, '2E310%'],
    [null, '—'],
    [NaN, '—'],
    [Infinity, '—'],
  ])('writes %s as %s', (ratio, text) => {
    expect(formatPercent(ratio, 'en')).toBe(text);
  });
});

describe('formatDate() and formatTime()', () => {
  // A machine where midnight in UTC is on the day before.
  beforeEach(() => void vi.stubEnv('TZ', 'Pacific/Pago_Pago'));

  it('write the day in UTC, or in the given time zone', () => {
    expect(formatDate(new Date('2026-12-01T00:00:00Z'), 'en')).toBe('Dec 1, 2026');
    expect(formatDate(new Date('2026-12-01T00:00:00Z'), 'en', 'Pacific/Midway')).toBe('Nov 30, 2026');
  });

  it('write the time in the given time zone, with its date if over 12 hours ago', () => {
    const read = new Date('2026-12-01T14:02:00Z');
    expect(formatTime(read, 'en-GB', 'UTC', read.getTime() + 43_200_000)).toBe('14:02');
    expect(formatTime(read, 'en-GB', 'Asia/Tokyo', read.getTime() + 43_260_000)).toBe('1 Dec 2026, 23:02');
  });

  it('write a dash for an invalid date', () => {
    expect(formatDate(new Date(NaN), 'en')).toBe('—');
    expect(formatDate(null, 'en')).toBe('—');
    expect(formatDate('2026-12-01' as never, 'en')).toBe('—');
    expect([formatTime(new Date(NaN), 'en'), formatTime(null, 'en')]).toEqual(['—', '—']);
  });

  it('replace an invalid time zone with UTC', () => {
    expect(formatDate(new Date(0), 'de', 'Mars/Olympus')).toBe('01.01.1970');
    expect(formatTime(new Date(0), 'de', 'Mars/Olympus', 0)).toBe('00:00');
  });
});

describe('formatWait()', () => {
  it.each<[number, string]>([
    [1, 'in 1 second'],
    [41.2, 'in 42 seconds'],
    [89, 'in 89 seconds'],
    [90, 'in 2 minutes'],
    [121, 'in 3 minutes'],
    [300, 'in 5 minutes'],
  ])('writes %s seconds as “%s”, rounded up', (seconds, text) => {
    expect(formatWait(seconds, 'en')).toBe(text);
  });

  it('follows the locale', () => {
    expect(formatWait(300, 'de')).toBe('in 5 Minuten');
  });
});

describe('formatters', () => {
  it('are created once per locale and number shape', () => {
    let created = 0;
    const Counted = class extends Intl.NumberFormat {
      constructor(...options: ConstructorParameters<typeof Intl.NumberFormat>) {
        super(...options);
        created++;
      }
    };
    vi.stubGlobal('Intl', Object.create(Intl, { NumberFormat: { value: Counted } }));
    for (let value = 0; value < 50; value++) formatQuantity(value + 1, 'nb');
    expect(created).toBe(1);
  });
});

it.each([
  ['ar-EG', 'usd', 1240, '\u200f١٢٫٤٠\u200f US$\u200e'],
  ['ar', 'usd', -1240, '\u200f\u200e−12.40\u200f US$\u200e'],
  ['ar', 'jpy', 1240, '\u200f1,240\u200f JP¥\u200e'],
  ['he', 'cad', 1240, '\u200f12.40\u200f \u200fCA$\u200e'],
  ['ar-EG', 'eur', 1240, '\u200f١٢٫٤٠ €'],
  ['de', 'cad', 1240, '12,40 CA$'],
])('formatAmount() in %s keeps the symbol of %s in order, in either direction of text', (locale, currency, amount, text) => {
  expect(formatAmount(amount, currency, locale).replaceAll('\u00a0', ' ')).toBe(text);
});

describe('formatAmount() with a currency that is not a code', () => {
  it.each([
    ['\u202eeuro\u2066', '12.40 euro'],
    ['\u0000x', '12.40 x'],
    ['\u200b', '12.40'],
    ['x'.repeat(5000), `12.40 ${'x'.repeat(119)}…`],
  ])('shows %j safely', (currency, shown) => {
    expect(formatAmount(1240, currency, 'en')).toBe(shown);
  });
});

describe('displayName()', () => {
  it.each([
    ['API calls', 'API calls'],
    ['<img onerror=alert(1)>', '<img onerror=alert(1)>'],
    ['safe\u202egnissim', 'safegnissim'],
    ['a\u0000b\nc', 'abc'],
    ['a\ud800b\udc00 🦄', 'ab 🦄'],
    ['  ', ''],
    ['\u200b\u200d\ufeff\u00ad', ''],
    ['\u3164\u2800\u115f \u0301', ''],
    ['👩\u200d💻 \u0e01\u0e34\u0e4c', '👩\u200d💻 \u0e01\u0e34\u0e4c'],
    [`Z${'\u0301'.repeat(300)}x`, `Z${'\u0301'.repeat(8)}x`],
  ])('turns %j into %j', (name, shown) => {
    expect(displayName(name)).toBe(shown);
  });

  it('cuts a name of 5,000 emoji without splitting one', () => {
    expect(displayName('🦄'.repeat(5000))).toBe(`${'🦄'.repeat(119)}…`);
  });

  it('keeps up to 120 characters, however many bytes they have', () => {
    for (const character of ['a', '🦄']) {
      expect(displayName(character.repeat(120))).toBe(character.repeat(120));
      expect(displayName(character.repeat(121))).toBe(`${character.repeat(119)}…`);
    }
  });

  it('reads no more than the first 400 characters', () => {
    expect(displayName(`${'\u0000'.repeat(399)}x`)).toBe('x');
    expect(displayName(`${'\u0000'.repeat(400)}x`)).toBe('');
  });

  it.each(['\u200e', '\u0000', '\ud800'])('keeps at most eight accents in a row, even if %j stood between them', (between) => {
    expect(displayName(`a${`${'\u0301'.repeat(8)}${between}`.repeat(20)}`)).toBe(`a${'\u0301'.repeat(8)}`);
  });
});

describe('formatQuantity() with a scale', () => {
  it.each<[units: number | null, scale: number, short: string, exact: string]>([
    [70e9, 1e9, '70', '70'],
    [1.5e9, 1e9, '1.5', '1.5'],
    [1500, 1000, '1.5', '1.5'],
    [70_123_456_789, 1e9, '70.123', '70.123456789'],
    [123_456_789, 1e9, '0.1235', '0.123456789'],
    // No double equals 1.0005 or 0.3, but the quotient must be rounded as a customer would round it.
    [1_000_500_000, 1e9, '1.001', '1.0005'],
    [300_000_000, 1e9, '0.3', '0.3'],
    [1.25e15, 1e9, '1.25M', '1,250,000'],
    [1, 1e9, '0.000000001', '0.000000001'],
    [1, 1e12, '1E-12', '1E-12'],
    [1, 1e18, '1E-18', '1E-18'],
    [2 ** 30 * 3, 2 ** 30, '3', '3'],
    [1, 3, '0.3333', '0.333333333333'],
    [-10e9, 1e9, '-10', '-10'],
    [0, 1e9, '0', '0'],
    [-0, 1e9, '0', '0'],
    [null, 1e9, '—', '—'],
    [NaN, 1e9, '—', '—'],
    [Infinity, 1e9, '—', '—'],
  ])('writes %s divided by %s as %s, exactly %s', (units, scale, short, exact) => {
    expect(formatQuantity(units, 'en', false, scale)).toBe(short);
    expect(formatQuantity(units, 'en', true, scale)).toBe(exact);
  });

  it('writes "0" only for zero', () => {
    for (let power = 0; power <= 300; power++) {
      for (const exact of [false, true]) expect(formatQuantity(1, 'en', exact, 10 ** power)).not.toBe('0');
    }
  });
});

describe('formatDay()', () => {
  const now = new Date('2026-11-25T12:00:00Z');

  it.each<[string, string, string]>([
    ['2026-12-01', 'Dec 1', 'December 1'],
    ['2027-01-15', 'Jan 15', 'January 15'],
    ['2026-06-01', 'Jun 1', 'June 1'],
    ['2027-11-25', 'Nov 25, 2027', 'November 25, 2027'],
    ['2025-11-25', 'Nov 25, 2025', 'November 25, 2025'],
  ])('writes %s as “%s” or “%s”, with the year only if it is half a year or more away', (day, short, long) => {
    expect([formatDay(new Date(day), now, 'en'), formatDay(new Date(day), now, 'en', 'UTC', 'long')]).toEqual([short, long]);
  });

  it('writes the year if today’s date is unknown', () => {
    expect(formatDay(new Date('2026-12-01'), undefined, 'en')).toBe('Dec 1, 2026');
  });

  it('writes an unknown or invalid day as a dash', () => {
    expect([formatDay(null, now, 'en'), formatDay(new Date(NaN), now, 'en')]).toEqual(['—', '—']);
  });

  it('follows the time zone', () => {
    expect(formatDay(new Date('2026-12-01T02:00:00Z'), now, 'en', 'America/New_York')).toBe('Nov 30');
  });
});
