import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { announced } from '../support/announced';
import { Billing, Credits, Usage, useBalance } from '../../src';
import { PortalError } from '../../src/core/errors';
import { type Fault, type FaultStep, wireMeter, wirePriceMeteredUnit } from '../../src/testing';
import { pass, settle } from '../react/polar';
import { barsIn, namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage, otherItems, expectRecovery } from './page';

holdInvariants();

type Item = Record<string, unknown>;

const usualBars = [
  ['Image credits', '35 left', '465 of 500 used', 'Unused credits roll over'],
  ['AI tokens', '+$4.12 so far', '2.41M tokens used\u00a0· 2M included\u00a0· 412,350 over at $10\u00a0/\u00a01M'],
  ['Emails sent', '6,880 left', '3,120 of 10,000 emails used'],
  ['API requests', '$19.29 so far', '48,230 requests\u00a0· pay as you go, $0.40\u00a0/\u00a01,000'],
  ['Projects created', '12', 'Used so far'],
];

/** Changes every object of every response. */
function everywhere(change: (object: Item) => Item): Fault {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)])));
  };
  return { fault: 'mutate', times: Infinity, change: walk };
}

/** The bars of a page with these meters. */
async function barsOf(...meters: unknown[]) {
  const { container } = await openPage({ faults: [otherItems('/meters/', () => meters), { fault: 403, on: '/subscriptions/', times: Infinity }] });
  await waitFor(() => expect(namesIn(container).length).toBeGreaterThan(0));
  return barsIn(container);
}

const without = (meter: Item, ...keys: string[]) => Object.fromEntries(Object.entries(meter).filter(([key]) => !keys.includes(key)));

describe('a newer or an older Polar', () => {
  it.each<[string, FaultStep]>([
    ['30 · unknown fields', everywhere((object) => ({ ...object, surprise: { deep: [null, 'NaN'] }, constructor: 'x' }))],
    ['36 · keys in camelCase', everywhere((object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value])))],
    ['34 · no modified_at', everywhere((object) => without(object, 'modified_at'))],
    ['34 · no balance', everywhere((object) => without(object, 'balance'))],
  ])('%s: a customer sees the same', async (_, fault) => {
    const { container } = await openPage({ faults: [fault] });
    await screen.findByText('AI tokens');
    expect(barsIn(container)).toEqual(usualBars);
    expect(announced()).toBe('');
  });

  it('30 · unknown fields are not kept in memory', async () => {
    const { queryClient } = await openPage({ faults: [everywhere((object) => ({ ...object, surprise: 'kept' }))] });
    await screen.findByText('AI tokens');
    const known = JSON.stringify(queryClient.getQueryCache().getAll().map(({ state }) => state.data));
    expect(known).toContain('AI tokens');
    expect(known).not.toContain('surprise');
  });

  it('31 · an unknown status, unit and kind of price get generic texts without claims', async () => {
    const price = { ...wirePriceMeteredUnit({ name: 'AI tokens' }), meter: { ...wirePriceMeteredUnit({ name: 'AI tokens' }).meter, unit: 'parsec' } };
    const { container } = await openPage({
      faults: [otherItems('/subscriptions/', ([first]) => [{ ...first, status: 'on_the_moon', prices: [price, { id: 'x', amount_type: 'by_the_moon', meter_id: wireMeter({ name: 'API requests' }).meter_id }] }])],
      widget: (
        <>
          <Usage />
          <Billing />
        </>
      ),
    });
    await screen.findByText('on the moon');
    const bars = new Map(barsIn(container).map(([name, ...rest]) => [name, rest]));
    expect(bars.get('AI tokens')?.[1]).toBe('2.41M of 2M used');
    expect(bars.get('API requests')?.slice(0, 2)).toEqual(['48,230', 'Used so far']);
  });

  it('34 · a balance is derived from known numbers only', async () => {
    const [known, unknown] = [wireMeter({ name: 'Known' }), wireMeter({ name: 'Unknown', consumed_units: null as unknown as number })];
    expect(await barsOf(without({ ...known }, 'balance'), without({ ...unknown }, 'balance'))).toEqual([
      ['Known', '3,750 left', '1,250 of 5,000 used'],
      ['Unknown', '—', 'Usage not known right now'],
    ]);
    const Left = () => {
      const { data, isSuccess } = useBalance({ name: 'Unknown' });
      return <p>{isSuccess ? `left: ${data ?? 'unknown'}` : 'loading'}</p>;
    };
    await openPage({ widget: <Left />, faults: [otherItems('/meters/', () => [without({ ...unknown }, 'balance')])] });
    expect(await screen.findByText(/^left: /)).toHaveTextContent('left: unknown');
  });

  it('35 · a balance that contradicts the other numbers is shown as the server sent it', async () => {
    expect(await barsOf(wireMeter({ name: 'Odd', consumed_units: 10, credited_units: 100, balance: 40 }))).toEqual([['Odd', '40 left', '10 of 100 used']]);
  });
});

describe('a list', () => {
  it('32 · with one bad item in fifty shows forty-nine and a notice', async () => {
    const fifty = Array.from({ length: 50 }, (_, index) => ({ ...wireMeter({ name: `Meter ${index}` }), ...(index === 25 && { meter: null }) }));
    const { container } = await openPage({ faults: [otherItems('/meters/', () => fifty)], widget: <Usage layout="rows" /> });
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(namesIn(container)).toHaveLength(49);
    expect(namesIn(container)).not.toContain('Meter 25');
  });

  it.each([null, undefined, {}, 'none', 0])('33 · is an error, not “no usage”, if its items are %j', async (items) => {
    const { polar } = await openPage({ faults: [{ fault: 'mutate', on: '/meters/', times: Infinity, change: (body) => ({ ...(body as object), items }) }] });
    await screen.findByRole('alert');
    expect(screen.queryByText('No usage to show')).toBeNull();
    await expectRecovery(polar, "We couldn't load this");
  });

  it('37 · of 250 meters appears in steps of a hundred', async () => {
    const { container } = await openPage({ customer: 'dee', widget: <Usage layout="rows" /> });
    await screen.findByText('100 of 250');
    expect(namesIn(container)).toHaveLength(100);
    act(() => screen.getByRole('button', { name: 'Show 100 more' }).click());
    await screen.findByText('200 of 250');
    act(() => screen.getByRole('button', { name: 'Show 50 more' }).click());
    await waitFor(() => expect(namesIn(container)).toHaveLength(250));
    expect(screen.queryByText(/ of 250$/)).toBeNull();
  });

  it.each<[string, FaultStep, number]>([
    ['38 · whose pages drift while they load', { fault: 'drift', on: '/meters/?page=1&' }, 249],
    ['38 · with an item twice', { fault: 'duplicate', on: '/meters/?page=2&' }, 250],
  ])('%s shows each meter once', async (_, fault, count) => {
    const { container } = await openPage({ customer: 'dee', faults: [fault], widget: <Usage layout="rows" pageSize={1000} /> });
    await waitFor(() => expect(namesIn(container).length).toBeGreaterThan(200));
    const names = namesIn(container);
    expect([names.length, new Set(names).size]).toEqual([count, count]);
  });

  it('39 · loads ten pages if it claims a billion', async () => {
    const fault = { fault: 'mutate', on: '/meters/', times: Infinity, change: (body: unknown) => ({ ...(body as object), pagination: { total_count: 1e11, max_page: 1e9 } }) } as const;
    const { container, tries } = await openPage({ faults: [fault] });
    await screen.findByText('AI tokens');
    await settle();
    expect([tries('/meters/'), namesIn(container).length]).toEqual([10, 5]);
    expect(screen.getByText('5 of 100,000,000,000')).toBeInTheDocument();
  });

  it('40 · with an item of a hundred thousand levels drops and reports it', async () => {
    const { polar, container, queryClient } = await openPage({ faults: [{ fault: 'deep', on: '/meters/' }] });
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(container).not.toHaveTextContent('No usage to show');
    polar.demo.play([]);
    void queryClient.invalidateQueries();
    await screen.findByText('AI tokens');
  });

  it('40 · of twelve million characters is an unexpected response', async () => {
    const { polar } = await openPage({ faults: [{ fault: 'huge', on: '/meters/', times: Infinity }] });
    expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'unexpected_response');
    await expectRecovery(polar, "We couldn't load this");
  });
});

describe('the counts of a page', () => {
  const uncounted = (on: string, body: object = {}): Fault => ({ fault: 'mutate', on, times: Infinity, change: (given) => ({ ...(given as object), ...body, pagination: { total_count: 'many', max_page: [] } }) });

  it('are no entry of the list if they are unreadable', async () => {
    const { container } = await openPage({ faults: [uncounted('/v1/customer-portal/')], widget: <><Usage /><Billing /><Credits /></> });
    await screen.findByText('Lumen Pro');
    expect(barsIn(container).slice(0, 5)).toEqual(usualBars);
    expect(screen.getByText('Total').nextSibling).toHaveTextContent('$43.41');
    expect(container).not.toHaveTextContent("We couldn't read");
  });

  it('are no entry of a list on several pages, either', async () => {
    const { container } = await openPage({ customer: 'dee', faults: [uncounted('/meters/')], widget: <Usage layout="rows" pageSize={1000} /> });
    await waitFor(() => expect(namesIn(container)).toHaveLength(250));
    expect(container).not.toHaveTextContent("We couldn't read");
  });

  it('do not fill a list without entries if they are unreadable', async () => {
    await openPage({ faults: [uncounted('/meters/', { items: [] })] });
    expect(await screen.findByText('No usage to show')).toBeVisible();
  });

  it('are reported to the host', async () => {
    const onError = vi.fn();
    await openPage({ faults: [uncounted('/meters/')], provider: { onError } });
    await screen.findByText('AI tokens');
    expect(onError.mock.calls.map(([error]) => (error as PortalError).path)).toEqual([['pagination', 'total_count']]);
  });
});

it.each([null, 'text', {}, { path: 'items' }, new PortalError('invalid_data', 'Odd.')])('meters are shown even if a host’s source gives %o as an issue, or as its issues', async (issue) => {
  const given = async (issues: unknown) => {
    const { container, unmount } = await openPage({
      prepare: (polar) => {
        const make = polar.source;
        polar.source = (...options) => {
          const own = make(...options);
          const odd = { issues: issues as PortalError[] };
          return { ...own, meters: async (...filters) => ({ ...(await own.meters(...filters)), ...odd }), subscriptions: async (...filters) => ({ ...(await own.subscriptions(...filters)), ...odd }) };
        };
      },
    });
    await screen.findByText('AI tokens');
    expect(namesIn(container)).toHaveLength(5);
    unmount();
  };
  await given([issue]);
  await given(issue ?? []);
});

describe('an unreadable benefit of a plan', () => {
  const broken = otherItems('/subscriptions/', ([first]) => [{ ...first, product: { ...(first!['product'] as object), benefits: [null, ...(first!['product'] as { benefits: unknown[] }).benefits] } }]);

  it('takes no alert away, and leaves every number as it is', async () => {
    const { container } = await openPage({ faults: [broken], widget: <><Usage /><Billing /></> });
    await screen.findByText('Lumen Pro');
    expect(container).toHaveTextContent('Image credits will run out around Nov 15');
    expect(barsIn(container)).toEqual(usualBars);
    expect(container).not.toHaveTextContent("We couldn't read");
  });
});

it('41 · an older response that arrives last changes nothing', async () => {
  const { polar, container, queryClient } = await openPage({ polar: { moving: true } });
  const requests = () => parseInt(barsIn(container).find(([name]) => name === 'API requests')![2]!.replace(',', ''), 10);
  await screen.findByText('API requests');
  const shown = [requests()];
  const observer = new MutationObserver(() => shown.push(requests()));
  observer.observe(container, { subtree: true, childList: true, characterData: true });
  polar.demo.play([{ fault: 'delay', ms: 8000, on: '/meters/' }]);
  await pass(60, 20);
  void queryClient.invalidateQueries();
  await pass(4);
  void queryClient.invalidateQueries();
  await pass(3);
  const newer = requests();
  await pass(6);
  observer.disconnect();
  expect(newer).toBeGreaterThan(shown[0]!);
  expect(requests()).toBe(newer);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
});

it('41 · an older response for a meter on a later page changes nothing', async () => {
  const page = (...items: unknown[]) => ({ items, pagination: { total_count: 2, max_page: 2 } });
  const at = (modifiedAt: string, consumed: number) => wireMeter({ id: 'it', name: 'It', modified_at: modifiedAt, consumed_units: consumed, credited_units: 0 });
  const { container } = await openPage({
    faults: [
      { fault: 'mutate', on: '/meters/?page=1&', times: Infinity, change: () => page(at('2026-11-14T12:00:00Z', 20)) },
      { fault: 'mutate', on: '/meters/?page=2&', times: Infinity, change: () => page(at('2026-11-14T11:00:00Z', 10), wireMeter({ name: 'Other' })) },
    ],
  });
  await screen.findByText('Other');
  expect(barsIn(container).find(([name]) => name === 'It')?.[1]).toBe('20');
});
