import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountMeter, type Bill, billOf, exportBills, exportUsage, joinMeters, parseMeterList, parseSubscription, parseSubscriptionList, PortalError, supportText } from '../../src/core';
import { wireMeter, wirePage, wirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { cases } from '../support/cases';

const subscription = wireSubscription({ prices: [wirePriceMeteredUnit()], meters: [wireSubscriptionMeter({ consumed_units: 12_000, credited_units: 10_000, amount: 420 })] });
const meterNamed = (name: string) => {
  const meter = wireMeter({ consumed_units: 12_000, credited_units: 10_000, balance: -2000 });
  return { ...meter, meter: { ...meter.meter, name } };
};
const metersNamed = (...names: string[]) => joinMeters(parseMeterList(wirePage(names.map(meterNamed))).items, parseSubscriptionList(wirePage([subscription])));
const [sample] = metersNamed('x') as [AccountMeter];
const renamed = (name: string): AccountMeter => ({ ...sample, meter: { ...sample.meter, meter: { ...sample.meter.meter, name } } });

/** Reads CSV by RFC 4180 as a spreadsheet does. A quoted field is text, and any other is a number or empty. */
function readCsv(csv: string): (string | number | null)[][] {
  const rows: (string | number | null)[][] = [];
  let at = 0;
  while (at < csv.length) {
    const row: (string | number | null)[] = [];
    for (;;) {
      if (csv[at] === '"') {
        let text = '';
        for (at += 1; !(csv[at] === '"' && csv[at + 1] !== '"'); at += 1) {
          if (at >= csv.length) throw new Error('A quote is not closed.');
          if (csv[at] === '"') at += 1;
          text += csv[at];
        }
        at += 1;
        row.push(text);
      } else {
        const end = /[,\r\n]/.exec(csv.slice(at))!.index + at;
        const field = csv.slice(at, end);
        if (field !== '' && !/^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(field)) throw new Error(`${JSON.stringify(field)} is neither quoted nor a number.`);
        row.push(field === '' ? null : Number(field));
        at = end;
      }
      if (csv[at] !== ',') break;
      at += 1;
    }
    if (csv.slice(at, at + 2) !== '\r\n') throw new Error(`The row does not end in CRLF: ${JSON.stringify(csv.slice(at, at + 9))}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

/** Reads CSV as a spreadsheet does that expects another separator: quotes count only at the start of a field. */
function readDivided(csv: string, separator: string): string[] {
  const fields = [''];
  let isQuoted = false;
  let isNew = true;
  for (let at = 0; at < csv.length; at += 1) {
    const char = csv[at]!;
    if (char === '"' && isNew && !isQuoted) isQuoted = true;
    else if (char === '"' && isQuoted && csv[at + 1] !== '"') isQuoted = false;
    else if (!isQuoted && (char === separator || char === '\r' || char === '\n')) fields.push('');
    else {
      if (char === '"' && isQuoted) at += 1;
      fields[fields.length - 1] += char;
    }
    isNew = !isQuoted && fields.at(-1) === '' && char !== '"';
  }
  return fields;
}

/** Whether `cell` is `name` with nothing but apostrophes added. */
function isGuarded(cell: string, name: string): boolean {
  let place = 0;
  for (const char of cell.split('')) {
    if (char === name[place]) place += 1;
    else if (char !== "'") return false;
  }
  return place === name.length;
}

/** Whether the first character that a spreadsheet looks at, in any of its forms, begins a formula. */
const isFormula = (cell: unknown) => typeof cell === 'string' && /^[=+\-@\u2212]|^[\t\r\n]/.test(cell.replace(/^[\s\p{C}\p{Z}]+(?=[^\s\p{C}\p{Z}])/u, '').normalize('NFKC'));

const billNamed = (name: string) => billOf(parseSubscription({ ...subscription, product: { ...subscription.product, name } }));

const start = fc.constantFrom('=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\u2212', "'", "'=", "''@", ' =', '\u00a0+', '\u200b=', '\ufeff-', '"=', '";=', '","=', ';=', 'a;"=', 'a\t=', 'a\t"+', 'a\n-', 'a\r\n@', 'a; \t＝', '\u0000=', '007', '1e5', '12:30', '');
const rest = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('cmd|\' /C calc\'!A0', 'HYPERLINK("http://x";"y")', 'SUM(A1:A9)', '1+1', 'a,"b"\r\n=c', ';=1+1', '\u202e=1'));
const hostileName = fc.tuple(start, rest).map(([one, other]) => one + other);

describe('exportUsage()', () => {
  it('writes 10,000 hostile names as CSV without a formula and without losing a character', () => {
    fc.assert(
      fc.property(fc.array(hostileName, { minLength: 10, maxLength: 10 }), (names) => {
        const [head, ...rows] = readCsv(exportUsage(names.map(renamed), 'csv'));
        expect(head?.slice(0, 3)).toEqual(['meter', 'unit', 'used']);
        expect(rows.flat().filter(isFormula)).toEqual([]);
        // Apostrophes are the guards; names that begin with one have a second.
        expect(rows.filter(([name], index) => !isGuarded(String(name), names[index]!))).toEqual([]);
        expect(rows.map((row) => row.length)).toEqual(names.map(() => head?.length));
        expect(rows.every((row) => row[2] === 12_000)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes numbers as numbers, amounts with all digits, unknown values as empty fields, and dates in UTC', () => {
    const [known] = metersNamed('Tokens');
    const text = exportUsage([known!, { ...known!, usage: { ...known!.usage, consumed: -5.5, credited: null, remaining: NaN }, due: { amount: -9_007_199_254_740_991, currency: 'eur' } }], 'csv');
    expect(text.split('\r\n')).toEqual([
      '"meter","unit","used","credited","left","over","cost","currency","periodStart","periodEnd","renewsAt","meterId"',
      `"Tokens","tokens",12000,10000,0,2000,4.20,"USD","2026-11-01T00:00:00.000Z","2026-12-01T00:00:00.000Z","2026-12-01T00:00:00.000Z","${known!.meter.meterId}"`,
      `"Tokens","tokens",-5.5,,,2000,-90071992547409.91,"EUR","2026-11-01T00:00:00.000Z","2026-12-01T00:00:00.000Z","2026-12-01T00:00:00.000Z","${known!.meter.meterId}"`,
      '',
    ]);
  });

  it.each([
    '007', '1e5', '1e+5', '2E-3', '12:30', '1/2', '1-2', '2026-11', ' 5% ', '\ufeff2', '1 000', '1\u202f000', '1 1/2', '10:30 PM', '$5', '5 €', '(5)',
    'May 2026', 'Jun 5', 'june5', 'Jan 5', '5 May', 'MARCH1', 'SEPT2', '12-Jan-2026', 'December 24, 2026', 'TRUE', ' false ',
  ])('keeps the name "%s", which a spreadsheet would turn into a number, a date or another value', (name) => {
    expect(exportUsage([renamed(name)], 'csv')).toContain(`\r\n"'${name}",`);
  });

  it.each(['GPT 4', 'gpt-4.1', 'May', 'Marketing 5', '5 GB', '5 emails', 'Plan 2026', 'Q1 2026', 'Truer', 'é2'])('writes the name "%s" without an apostrophe', (name) => {
    expect(exportUsage([renamed(name)], 'csv')).toContain(`\r\n"${name}",`);
  });

  it.each(['jan 1e5 ', 'june5'])('writes the name "%s", repeated 200,000 times, before the test times out', (part) => {
    const csv = exportUsage([renamed(`${part.repeat(200_000)}x`)], 'csv');
    expect(csv).toContain(`\r\n"${part}${part}`);
  });

  it('writes JSON that has minor units, null for what is unknown, and the names unchanged', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const [row] = JSON.parse(exportUsage([{ ...renamed(name), due: { amount: null, currency: 'jpy' } }], 'json')) as unknown[];
        expect(row).toMatchObject({ meter: name, used: 12_000, over: 2000, amount: null, currency: 'JPY', meterId: sample.meter.meterId });
      }),
      { numRuns: cases(100, 2000) },
    );
    expect(JSON.parse(exportUsage(metersNamed('Tokens'), 'json'))).toMatchObject([{ amount: 420, currency: 'USD' }]);
    expect(JSON.parse(exportUsage([], 'json'))).toEqual([]);
  });

  it('writes no line without a meter or a charge', () => {
    expect([exportUsage([], 'csv'), exportUsage([], 'markdown'), exportBills([], 'csv')]).toEqual(['', '', '']);
  });

  it('writes Markdown with a fixed number of cells, whatever a name contains', () => {
    const pipes = (line: string) => line.replaceAll(/\\[^\s]/g, '').match(/\|/g)?.length;
    fc.assert(
      fc.property(hostileName, (name) => {
        const lines = exportUsage([renamed(name)], 'markdown').trimEnd().split('\n');
        expect(lines).toHaveLength(3);
        expect(lines.map(pipes)).toEqual([12, 12, 12]);
        expect(lines[2]).not.toMatch(/(?<!\\)[<`[]/);
      }),
      { numRuns: cases(200, 2000) },
    );
  });

  it('escapes a name that contains a date in Markdown, too', () => {
    const [, , row] = exportUsage([renamed('2026-11-01T00:00:00.000Z [x](https://evil.example) <img src=x> | `')], 'markdown').split('\n');
    expect(row).toContain('| 2026\\-11\\-01T00\\:00\\:00.000Z \\[x\\]\\(https\\://evil.example\\) \\<img src\\=x\\> \\| \\` |');
  });

  it.each([['www.evil.example', 'www\\.evil.example'], ['WWW.a.example and www.b.example', 'WWW\\.a.example and www\\.b.example'], ['v1.2', 'v1.2']])('writes "%s" as Markdown without a link', (name, text) => {
    expect(exportUsage([renamed(name)], 'markdown')).toContain(`\n| ${text} |`);
  });

  it('writes a Markdown table that can be read as it is', () => {
    expect(exportUsage(metersNamed('A | b <i>'), 'markdown')).toBe(
      '| meter | unit | used | credited | left | over | cost | currency | periodStart | periodEnd | renewsAt |\n' +
        '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- | --- | --- |\n' +
        '| A \\| b \\<i\\> | tokens | 12000 | 10000 | 0 | 2000 | 4.20 | USD | 2026-11-01T00:00:00.000Z | 2026-12-01T00:00:00.000Z | 2026-12-01T00:00:00.000Z |\n',
    );
  });
});

describe('exportBills()', () => {
  it.each([['semicolons', ';'], ['tabs', '\t']])('writes no formula that a spreadsheet finds when it expects %s between fields', (_, separator) => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const text = exportBills([billNamed(`Tokens${name}`), billNamed(name)], 'csv');
        expect(readDivided(text, separator).filter(isFormula)).toEqual([]);
      }),
      { numRuns: cases(500, 5000) },
    );
  });

  it('writes each line and each step to the amount that is due', () => {
    const rows = readCsv(exportBills([billOf(parseSubscription({ ...subscription, amount: 2000 }))], 'csv'));
    expect(rows[0]).toEqual(['dueAt', 'kind', 'item', 'used', 'credited', 'cost', 'currency', 'meterId']);
    expect(rows.slice(1).map(([, kind, , used, credited, cost]) => [kind, used, credited, cost])).toEqual([
      ['base', null, null, 20],
      ['meter', 12_000, 10_000, 4.2],
      ['subtotal', null, null, null],
      ['discount', null, null, 0],
      ['tax', null, null, null],
      ['total', null, null, null],
      ['balance', null, null, null],
      ['due', null, null, null],
    ]);
  });

  it('writes a discount below zero and the tax of a preview, each with all digits', () => {
    const [charge] = billOf(parseSubscription({ ...subscription, amount: 2000 })).charges;
    const bill = { currency: 'usd', charges: [{ ...charge!, subtotal: 2420, discount: 605, tax: 345, total: 2160, appliedBalance: -1000, due: 1160 }] } as unknown as Bill;
    const steps = ['subtotal', 'discount', 'tax', 'total', 'balance', 'due'];
    const amounts = readCsv(exportBills([bill], 'csv')).filter(([, kind]) => steps.includes(String(kind))).map(([, kind, , , , cost]) => [kind, cost]);
    expect(amounts).toEqual([['subtotal', 24.2], ['discount', -6.05], ['tax', 3.45], ['total', 21.6], ['balance', -10], ['due', 11.6]]);
  });

  it('contains no id of the customer or the subscription', () => {
    const parsed = parseSubscription(subscription);
    expect(parsed.customerId).toMatch(/./);
    for (const format of ['csv', 'json', 'markdown'] as const) {
      const text = exportBills([billOf(parsed)], format);
      expect([parsed.id, parsed.customerId!].filter((id) => text.includes(id))).toEqual([]);
    }
  });
});

describe('supportText()', () => {
  const details = { status: 'ready', asOf: new Date('2026-11-14T14:02:00Z'), isStale: false, error: null, issues: [] };

  it('gives the state of the data, the numbers of each meter, and only the code of an error', () => {
    const [meter] = metersNamed('Tokens');
    expect(supportText({ ...details, isStale: true, meters: [meter!], error: new PortalError('timeout', 'Secret words.'), issues: [new PortalError('invalid_data', 'x')] })).toBe(
      'Usage: ready, stale, as of 2026-11-14T14:02:00.000Z\nError: timeout\nLeft out: 1\n' +
        `- Tokens (meter ${meter!.meter.meterId}): used 12000; credited 10000; balance -2000; included, over; pending 420 usd in minor units; 2026-11-01T00:00:00.000Z to 2026-12-01T00:00:00.000Z; renews 2026-12-01T00:00:00.000Z\n`,
    );
  });

  it('contains no id of a customer, and no e-mail address or token even if a name contains one', () => {
    const [meter] = metersNamed('Seats of ada@example.com polar_cst_abcDEF123 Bearer x.y-z\nforged: line');
    const text = supportText({ ...details, meters: [meter!] });
    expect(text).toContain('- Seats of [e-mail] [token] [token] forged: line (meter ');
    expect(text).not.toMatch(/@|polar_cst|x\.y-z/);
    expect(text).not.toContain(meter!.meter.id);
    expect(text).not.toContain(meter!.meter.customerId ?? 'no customer');
    expect(text.trimEnd().split('\n')).toHaveLength(2);
  });

  it.each(['KEY_polar_oat_abcDEF123', 'keypolar_cst_abcDEF123'])('contains no token that other characters precede: %s', (name) => {
    expect(supportText({ ...details, meters: metersNamed(name) })).not.toContain('abcDEF123');
  });

  it('contains no part of an e-mail address or a token where a long name is cut', () => {
    const token = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ${'a'.repeat(120)}.c2lnbmF0dXJl`;
    const names = [`${'Seats '.repeat(18)}ada.byron@example.com`, token, `Key ${token}`, `Key ${token.replace('aaa', 'a'.repeat(2000))}`, `Seats${' '.repeat(985)}ada.byron@example.com`];
    for (const name of names) {
      const [meter] = metersNamed(name);
      expect(supportText({ ...details, meters: [meter!] })).not.toMatch(/ada|eyJ/);
    }
  });

  it.each(['a', 'a.', 'eya-', '-ey', 'eyaaaaaaaaaaaaaaaaa-', 'polar_', 'polar_a'])('takes less than 20 times as long for hundreds of long names that repeat "%s" as for other long names', (part) => {
    const fastest = (word: string) => {
      const meters = Array.from({ length: 200 }, () => renamed(word.repeat(1000).slice(0, 1000)));
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now();
        supportText({ ...details, meters });
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    expect(fastest(part)).toBeLessThan(20 * fastest('Image credits '));
  });

  it('has one line for a meter, whatever its currency contains', () => {
    const [meter] = metersNamed('Tokens');
    const currency = `usd\n- Forged (meter x): used 9\u202e ${'x'.repeat(5000)}`;
    const text = supportText({ ...details, meters: [{ ...meter!, due: { ...meter!.due!, currency } }] });
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(text.length).toBeLessThan(600);
  });
});
