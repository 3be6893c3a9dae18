import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wireChargePreview, wireCreditGrant, wireMeter, wireOrder, wirePage, wirePriceMeteredTiers, wireProduct, wireStateMeter, wireSubscription, wireWallet } from '../../src/testing';
import { customersIn, sourceOf } from '../../stories/start/pasted';
import { readLeniently } from '../../stories/start/lenient';
import { samples } from '../../stories/start/samples';
import { understand } from '../../stories/start/understand';

const ada = '089d4f9e-cce0-464c-a300-70e0d97b2e7c';
const read = (value: unknown) => understand(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
const kindsIn = (value: unknown) => read(value).items.map(({ kind }) => kind);
/** What was left out, as "path: why". */
const leftIn = (value: unknown) => read(value).left.map(({ path, why }) => `${path}: ${why}`);
const state = { id: ada, external_id: 'ada', email: 'ada@example.com', active_subscriptions: [], active_meters: [wireStateMeter()], granted_benefits: [] };

function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), camelCase(part)]));
}

/** The kinds found and the reasons for what was left out, as JSON; or the message of the syntax error. */
function outcome(text: string): string {
  try {
    const { items, left } = read(text);
    return JSON.stringify([items.map(({ kind }) => kind), left]);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** The meters that a widget draws from pasted JSON, as "name consumed". */
async function metersOf(value: unknown) {
  const { items, names } = read(value);
  const [customer] = customersIn(items);
  const { items: meters } = await sourceOf(customer!, names).meters({ all: true });
  return meters.map(({ meter, consumedUnits }) => `${meter.name} ${consumedUnits}`);
}

describe('understand()', () => {
  it.each<[string, unknown, string[]]>([
    ['a page of meters', wirePage([wireMeter(), wireMeter({ name: 'Images' })]), ['meters', 'meters']],
    ['a page of an SDK', { result: camelCase(wirePage([wireMeter()])) }, ['meters']],
    ['an SDK’s result with a status and headers', { ok: true, value: wirePage([wireMeter()]), headers: {} }, ['meters']],
    ['one meter', wireMeter(), ['meters']],
    ['one meter of a customer state', wireStateMeter(), ['meters']],
    ['a customer state', state, ['state']],
    ['a customer state of an SDK', camelCase(state), ['state']],
    ['a webhook with a customer state', { type: 'customer.state_changed', timestamp: '2026-11-14T14:00:00Z', data: state }, ['state']],
    ['a webhook with a subscription', { type: 'subscription.updated', timestamp: '2026-11-14T14:00:00Z', data: { ...wireSubscription(), customer: { id: ada, email: 'a@example.com' } } }, ['subscriptions']],
    ['a subscription with tiers', wireSubscription({ prices: [wirePriceMeteredTiers()] }), ['subscriptions']],
    ['a subscription of an SDK', camelCase(wireSubscription()), ['subscriptions']],
    ['a list of orders', wirePage([wireOrder(), wireOrder({ id: 'other' })]), ['orders', 'orders']],
    ['a page of grants', wirePage([wireCreditGrant()]), ['benefit-grants']],
    ['a page of wallets', wirePage([wireWallet()]), ['wallets']],
    ['a charge preview', wireChargePreview(), ['charge-preview']],
    ['an object of the host with lists in it', { user: { id: 7 }, polar: { meters: [wireMeter()], subscriptions: wirePage([wireSubscription()]) } }, ['meters', 'subscriptions']],
  ])('recognizes %s', (_, value, expected) => {
    expect(kindsIn(value)).toEqual(expected);
    expect(leftIn(value)).toEqual([]);
  });

  it.each(Object.entries(samples))('recognizes the sample "%s"', (_, text) => {
    expect(read(text).items.length).toBeGreaterThan(0);
  });

  it('keeps the rest of a list when an entry is unreadable, and names the field', () => {
    const page = wirePage([wireMeter(), { ...wireMeter({ name: 'Text' }), consumed_units: '1250' }, null, { ...wireMeter({ name: 'Null' }), meter: null }, { ...wireMeter({ name: 'Unknown' }), credited_units: null }]);
    expect(kindsIn(page)).toEqual(['meters', 'meters']);
    expect(leftIn(page)).toEqual([
      '$.items[1].consumed_units: customer meter: expected a number, got text. Polar sends numbers without quotes',
      '$.items[2]: null where an object was expected',
      '$.items[3].meter: customer meter: expected an object, got null',
    ]);
  });

  it('keeps a subscription whose price or meter is unreadable, and names the field', () => {
    const subscription = { ...wireSubscription(), prices: [{ amount_type: 'metered_unit' }], meters: [{ consumed_units: 1 }] };
    expect(kindsIn(subscription)).toEqual(['subscriptions']);
    expect(leftIn(subscription)).toEqual(['$.prices[0].id: price: expected text, got nothing', '$.meters[0].id: subscription meter: expected text, got nothing']);
  });

  it('says how many entries a list has on all its pages, and how to get the others', () => {
    expect(leftIn({ items: [wireMeter()], pagination: { total_count: 23, max_page: 3 } })).toEqual(['$.items: this page has 1 of 23 entries. Request the others with ?limit=100, and paste all pages as a list.']);
  });

  it.each<[string, unknown, RegExp]>([
    ['a meter of the organization', { id: 'm', name: 'Images', aggregation: { func: 'count' } }, /a meter of your organization/],
    ['a product', wireProduct(), /a product/],
    ['a session', { token: 'polar_cst_secret', expires_at: '2026-11-14T15:00:00Z', customer_id: ada }, /a session\. Its token is a secret/],
    ['an error', { error: 'invalid_token', error_description: 'expired' }, /an error response/],
    ['an error without a name', { detail: 'Not Found' }, /an error response/],
    ['a subscription of a customer state', { id: 's', status: 'active', current_period_start: '2026-11-01T00:00:00Z', meters: [] }, /a subscription without its product/],
    ['a history', { quantities: [{ timestamp: '2026-11-01T00:00:00Z', quantity: 3 }], total: 3 }, /the history of a meter/],
    ['anything else', { hello: 1 }, /no meter, subscription, wallet, order or customer state\. It has hello\./],
    ['a number', '[1]', /a number where an object was expected/],
  ])('leaves out %s, with a reason', (_, value, why) => {
    const { items, left } = read(value);
    expect(items).toEqual([]);
    expect(left.map((one) => one.why).join()).toMatch(why);
    expect(JSON.stringify(left)).not.toContain('secret"');
  });

  it('keeps the newest of several states of a customer, and the customers apart', () => {
    const line = (id: string, consumed_units: number, day: number) => JSON.stringify({ type: 'customer.state_changed', timestamp: `2026-11-${day}T00:00:00Z`, data: { ...state, id, external_id: `${id}-own`, active_meters: [{ ...wireStateMeter({ consumed_units }), modified_at: null }] } });
    const text = [line('ada', 10, 10), line('bo', 5, 11), line('ada', 20, 12)].join('\n');
    const { items, left, asOf } = read(text);
    expect(left).toEqual([{ path: 'line 1.data', why: 'an older copy of an object that is here twice' }]);
    expect(customersIn(items).map(({ id, label }) => `${id} ${label}`)).toEqual(['bo bo-own', 'ada ada-own']);
    expect(asOf?.toISOString()).toBe('2026-11-12T00:00:00.000Z');
  });

  it('draws a subscription’s own meters only if the paste has no customer meters', async () => {
    expect(await metersOf(wireSubscription())).toEqual(['AI tokens 1250']);
    expect(await metersOf([wireSubscription(), wireMeter({ consumed_units: 7 })])).toEqual(['AI tokens 7']);
  });

  it('says that the benefits of a state are left out, and shows the total of an order', () => {
    expect(leftIn({ ...state, granted_benefits: [{ id: 'b' }] })).toEqual(['$.granted_benefits: benefits, which say nothing about how many credits they grant']);
    expect(read(wireOrder()).items[0]?.what).toMatch(/^order of \$[\d.]+, \w+$/);
  });

  it('takes the names of a state’s meters from other objects', async () => {
    const organization = { id: wireStateMeter().meter_id, name: 'Render minutes', aggregation: { func: 'sum' } };
    expect(await metersOf([state, organization])).toEqual(['Render minutes 1250']);
    expect(await metersOf(state)).toEqual([`Meter ${wireStateMeter().meter_id.slice(0, 8)} 1250`]);
  });

  it('keeps hostile names as they are, and shortens them in its list', async () => {
    const names = ['<img src=x onerror=alert(1)>', '\u202Egnirts', 'x'.repeat(10_000), '__proto__', ''];
    const { items, left } = read(wirePage(names.map((name, index) => wireMeter({ name, id: String(index), meter_id: `m${index}` }))));
    expect(left).toEqual([]);
    expect(Math.max(...items.map(({ what }) => what.length))).toBeLessThan(100);
    expect(items[0]?.what).toBe('customer meter “<img src=x onerror=alert(1)>”');
    expect(items[4]?.what).toBe('customer meter without a name');
    expect(await metersOf(wirePage(names.map((name, index) => wireMeter({ name, id: String(index), meter_id: `m${index}` }))))).toEqual(names.map((name) => `${name} 1250`));
  });

  it('keeps hostile keys from changing anything', () => {
    const { items, names } = read('{"__proto__":{"id":"constructor","name":"x"},"meters":[]}');
    expect(items).toEqual([]);
    expect(Object.getPrototypeOf(names)).toBe(Object.prototype);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('reads 5 MB of meters, and gives widgets as many as they load', async () => {
    const text = JSON.stringify(wirePage(Array.from({ length: 12_000 }, (_, index) => wireMeter({ name: `Meter ${index}`, id: String(index), meter_id: `m${index}` }))), null, 2);
    expect(text.length).toBeGreaterThan(5e6);
    expect(read(text).items).toHaveLength(12_000);
    expect(await metersOf(text)).toHaveLength(1000);
  });

  it.each([
    ['a list without an end', '['.repeat(100_000), 'line 1, column 202: nested deeper than 200 levels'],
    ['a list', '['.repeat(5000) + ']'.repeat(5000), 'nested deeper than 12 levels'],
    ['an object', '{"a":'.repeat(5000) + '1' + '}'.repeat(5000), 'It has a.'],
  ])('gives up on hostile depth: %s', (_, text, why) => {
    expect(outcome(text)).toContain(why);
  });

  it('takes the date from the latest change or the latest start of a period', () => {
    expect(read({ ...wireMeter(), modified_at: '2027-03-01T00:00:00Z' }).asOf?.toISOString()).toBe('2027-03-01T00:00:00.000Z');
    expect(read({ ...wireSubscription(), modified_at: null, product: { id: 'p', name: 'Pro' }, current_period_start: '2027-03-05T00:00:00Z' }).asOf?.toISOString()).toBe('2027-03-05T00:00:00.000Z');
    expect(read({ ...wireMeter(), modified_at: '9999-12-31T00:00:00Z' }).asOf).toBeNull();
  });
});

describe('text that isn’t valid JSON', () => {
  it.each([
    ['nothing', '  ', 'Nothing was pasted. Paste the JSON that Polar sent.'],
    ['an HTML error page', '<!doctype html><html><head><title>502 Bad Gateway</title></head></html>', 'This is HTML, not JSON: a web page, or an error page from a server between you and Polar. Request the API’s own URL, with your token, and paste that response.'],
    ['prose', 'Internal Server Error', 'This isn’t JSON, which begins with { or [.'],
    ['a token', 'polar_oat_0123456789', 'This isn’t JSON, which begins with { or [.'],
    ['a broken object', '{\n  "items": [}\n}', 'line 2, column 13: a value was expected'],
  ])('is rejected in words: %s', (_, text, message) => {
    expect(() => read(text)).toThrow(new SyntaxError(message));
  });

  it('never repeats the text in a message', () => {
    for (const text of ['{"token": polar_oat_0123456789}', '{"token" "polar_oat_0123456789"', 'Bearer polar_oat_0123456789']) {
      expect(outcome(text)).not.toContain('polar_oat');
    }
  });

  it('is read despite a byte order mark, trailing commas and comments, and lists the commas and comments with their places', () => {
    expect(leftIn('\uFEFF{"items": [\n  {"consumed_units": 5,},\n  // one more\n], }').slice(0, 3)).toEqual([
      'line 2, column 23: a comma before }, which was ignored',
      'line 2, column 25: a comma before ], which was ignored',
      'line 3, column 3: a comment, which was skipped',
    ]);
    expect(kindsIn(`${JSON.stringify(wirePage([wireMeter()]), null, 2).replace('\n  ],', ',\n  ],')}\n`)).toEqual(['meters']);
  });

  it('is read after the words that a log or code puts before it', () => {
    expect(kindsIn(`const meter = ${JSON.stringify(wireMeter())};`)).toEqual(['meters']);
    expect(leftIn(`CustomerMeter ${JSON.stringify(wireMeter())}`)).toEqual(['line 1, column 1: words before the JSON, which were ignored']);
  });

  it('is read if console.log printed it, without the objects that console.log shortened', () => {
    const printed = `{
      id: '${ada}', createdAt: 2026-11-01T00:00:00.000Z, externalId: null,
      activeMeters: [ { id: 'a', createdAt: 2026-11-01T00:00:00.000Z, modifiedAt: null, meterId: 'm', consumedUnits: 3, creditedUnits: 5, balance: 2 }, [Object] ],
      activeSubscriptions: [], grantedBenefits: [ [Object], ... 3 more items ]
    }`;
    expect(kindsIn(printed)).toEqual(['state']);
    const left = leftIn(printed).join('\n');
    expect(left).toContain('shortened by console.log');
    expect(left).toContain('$.activeMeters[1]: state meter: expected an object, got nothing');
  });

  it('is read line by line, and a broken line hides no other', () => {
    const text = [JSON.stringify(wireMeter()), '{"id": ', '', JSON.stringify(wireMeter({ name: 'Images' })), 'done'].join('\r\n');
    expect(read(text).items.map(({ path }) => path)).toEqual(['line 1', 'line 4']);
    expect(leftIn(text).map((one) => one.split(':')[0])).toEqual(expect.arrayContaining(['line 5']));
  });

  it('is read without the incomplete object if it is cut off', () => {
    const text = JSON.stringify(wirePage([wireMeter(), wireMeter({ name: 'Images' })]), null, 2);
    for (const end of [text.indexOf('"Images"') + 3, text.indexOf('"Images"') - 40]) {
      const { items, left } = read(text.slice(0, end));
      expect(items.map(({ what }) => what)).toEqual(['customer meter “AI tokens”']);
      expect(left.map(({ why }) => why)).toEqual(expect.arrayContaining(['cut off at the end of the text']));
    }
  });

  it('gives no number from an incomplete object if it is cut off', () => {
    const text = JSON.stringify(wireMeter());
    for (let end = 1; end < text.length; end += 1) {
      expect(outcome(text.slice(0, end))).not.toContain('meters');
    }
  });
});

it('readLeniently() returns the same value as JSON.parse() for valid JSON', () => {
  for (const text of [...Object.values(samples).filter((sample) => !sample.includes('}\n{')), '{"a":"\\u00e9\\n\\"","__proto__":1,"b":[-1.5e3,0,true,null,""]}', readFileSync('package.json', 'utf8')]) {
    expect(readLeniently(text)).toEqual({ value: JSON.parse(text) as unknown, slips: [], cut: new Set() });
  }
});

it('readLeniently() reports a name in other quotes as such, and not as a name without quotes', () => {
  const accepted = readLeniently("{`a`: 1, 'b': 2, c: 3}").slips.map(({ column, why }) => `${column}: ${why}`);
  expect(accepted).toEqual(['2: quotes other than ", which were accepted', '10: quotes other than ", which were accepted', '18: a name without quotes, which was accepted']);
});
