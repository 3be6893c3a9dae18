import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { PortalError, Usage, UsageHistory, type UsageHistoryProps } from '../../src';
import { wireMeter } from '../../src/testing';
import { noon, type Polar, servePolar } from '../react/polar';
import { openShop, type ShopOptions } from '../server/shop';
import { showTo } from './widgets';

const { meter_id: tokens } = wireMeter({ name: 'AI tokens' });
const { meter_id: requests } = wireMeter({ name: 'API requests' });
const { meter_id: emails } = wireMeter({ name: 'Emails sent' });
const { meter_id: projects } = wireMeter({ name: 'Projects created' });

/** Shows the history of a customer of the demo through the proxy. */
async function show(props: UsageHistoryProps, options: ShopOptions = {}, customer = 'ada') {
  const shop = await openShop({ polar: { now: () => noon }, breakdown: { model: ['gpt-4', 'claude', 'mistral'], region: ['eu', 'us'] }, ...options });
  const shown = showTo({ source: () => shop.source(customer) } as unknown as Polar, customer, <UsageHistory {...props} />);
  const requested = () => shop.demo.calls.map(({ path }) => path).filter((path) => path.includes('/quantities'));
  return { ...shown, requested };
}

const chart = async () => screen.findByRole('group', { name: /^Usage by/ });
const rowsIn = (group: HTMLElement) => within(group).getAllByRole('row').map(({ textContent }) => textContent);
const ghosts = (container: Element) => container.querySelectorAll('svg > g > rect[stroke-opacity]').length;

describe('UsageHistory without a history of the host', () => {
  it('loads the current period by day, with the units and credits of the meter', async () => {
    const { container, requested } = await show({ meterId: tokens });
    const group = await chart();
    expect(group).toHaveAccessibleName('Usage by day');
    expect(rowsIn(group)).toHaveLength(30);
    expect(group).toHaveTextContent('2.41M tokens');
    expect(group).toHaveTextContent('After your credits ran out');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(ghosts(container)).toBe(0);
    expect(requested()).toHaveLength(1);
  });

  it('draws a bar for each of the subscription’s own periods, and behind it the bar of an earlier period', async () => {
    const { container, requested } = await show({ meterId: tokens, periods: 3, compare: true });
    const group = await chart();
    expect(group).toHaveAccessibleName('Usage by period');
    await waitFor(() => expect(ghosts(container)).toBe(3));
    expect(rowsIn(group).map((row) => row?.replace(/(?<=Nov 1|Dec 1|Oct 1)\d.*$/, ''))).toEqual(['Sep 1 to Oct 1', 'Oct 1 to Nov 1', 'Nov 1 to Dec 1']);
    expect(rowsIn(group).every((row) => row?.includes(' (3 periods earlier: '))).toBe(true);
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Nov 1 to Dec 1: 2.41M tokens \(3 periods earlier: .*\)$/));
    expect(screen.getByText('Behind a bar: usage 3 periods earlier')).toBeInTheDocument();
    // The days of all six are one request.
    expect(requested()).toHaveLength(1);
  });

  it('draws earlier periods only behind the latest periods of a young subscription', async () => {
    const { container } = await show({ meterId: tokens, periods: 6, compare: true });
    const group = await chart();
    await waitFor(() => expect(ghosts(container)).toBe(2));
    expect(rowsIn(group).map((row) => row?.includes(' (6 periods earlier: '))).toEqual([false, false, false, false, true, true]);
  });

  it('shows four periods beside the four before them, and eight periods, although both load the same days', async () => {
    const shop = await openShop({ polar: { now: () => noon } });
    // Ada's subscription has eight periods, so both histories load the same days.
    const both = (
      <>
        <UsageHistory meterId={tokens} periods={4} compare />
        <UsageHistory meterId={tokens} periods={8} />
      </>
    );
    showTo({ source: () => shop.source('ada') } as unknown as Polar, 'ada', both);
    await waitFor(() => expect(screen.getAllByRole('group', { name: 'Usage by period' }).map((group) => rowsIn(group).length)).toEqual([4, 8]));
  });

  it('compares each day with the same day of the previous period', async () => {
    const { container } = await show({ meterId: requests, compare: true });
    await chart();
    await waitFor(() => expect(ghosts(container)).toBe(30));
  });

  it('splits the bars by a metadata key, and shows the units of the chosen day', async () => {
    const { requested } = await show({ meterId: requests, by: 'region' });
    const group = await chart();
    const legend = await screen.findByRole('list', { name: 'By region' });
    const units = () => within(legend).getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(units().map((text) => text?.split(' ')[0])).toEqual(['eu', 'us', 'Other']);
    const total = units().reduce((sum, text) => sum + Number(/[\d,]+$/.exec(text ?? '')?.[0].replaceAll(',', '')), 0);
    expect(total).toBe(48_230);
    const whole = units();
    fireEvent.change(screen.getByRole('slider'), { target: { value: '0' } });
    expect(units()).not.toEqual(whole);
    expect(group.querySelectorAll('rect[data-part="first"]').length).toBeGreaterThan(10);
    expect(requested()).toHaveLength(3);
  });

  it.each<[string, UsageHistoryProps, ShopOptions?]>([
    ['a meter that neither counts nor sums', { meterId: projects, by: 'model' }],
    ['a key that the proxy does not offer', { meterId: requests, by: 'person' }],
    ['a proxy that offers no breakdown', { meterId: requests, by: 'region' }, { breakdown: undefined as never }],
  ])('does not split the bars for %s', async (_, props, options) => {
    const { requested } = await show(props, options);
    await chart();
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(requested()).toHaveLength(1);
  });

  it('gives the rest its own color, even where a value has no usage', async () => {
    await show({ meterId: requests, by: 'region' }, { breakdown: { region: ['eu', 'us', 'mars'] } });
    const legend = await screen.findByRole('list', { name: 'By region' });
    expect(within(legend).getAllByRole('listitem').map((item) => [item.textContent?.split(' ')[0], item.dataset['part']])).toEqual([['eu', 'first'], ['us', 'second'], ['Other', 'other']]);
  });

  it('has no legend where no value has any usage', async () => {
    const { container, requested } = await show({ meterId: emails, by: 'model' });
    const group = await chart();
    expect(requested()).toHaveLength(4);
    expect(group).toHaveTextContent('3,120 emails');
    expect(screen.queryByRole('list')).toBeNull();
    expect(container.querySelector('rect[data-part]')).toBeNull();
  });

  it('lets the customer choose the meter and the time', async () => {
    await show({ presets: true });
    await chart();
    const [meter, time] = [screen.getByRole('combobox', { name: 'Meter' }), screen.getByRole('combobox', { name: 'Time' })];
    expect(within(time).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['This period', 'Last period', 'Last 7 days', 'Last 30 days', 'Last 6 periods', 'Last 12 months']);
    await userEvent.selectOptions(meter, 'API requests');
    await waitFor(async () => expect(await chart()).toHaveTextContent('48,230 requests'));
    await userEvent.selectOptions(time, 'Last 7 days');
    await waitFor(async () => expect(rowsIn(await chart())).toHaveLength(7));
    await userEvent.selectOptions(time, 'Last 12 months');
    await waitFor(async () => expect(await chart()).toHaveAccessibleName('Usage by month'));
    expect(rowsIn(await chart())).toHaveLength(12);
  });

  it.each<[string, UsageHistoryProps, ShopOptions['breakdown'], number]>([
    ['parts', { by: 'model' }, { model: ['gpt-4', 'claude', 'mistral'] }, 2 * 26 + 5],
    ['parts by twelve values', { by: 'model' }, { model: ['gpt-4', 'claude', 'mistral', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] }, 2 * 71 + 14],
    ['whole bars', {}, undefined, 2 * 10 + 2],
  ])('shows all ranges of two meters twice, as %s, compared with the time before, within the default limits and with no request in the second round', async (_, props, breakdown, requests) => {
    const { container, requested } = await show({ presets: true, compare: true, ...props }, { breakdown: breakdown as never });
    await chart();
    // Held, because 28 searches by role would take most of the time.
    const [meterChoice, timeChoice] = ['Meter', 'Time'].map((name) => screen.getByRole('combobox', { name }) as HTMLSelectElement);
    const choose = (select: HTMLSelectElement | undefined, text: string) => {
      const option = [...(select?.options ?? [])].find((one) => one.text === text);
      fireEvent.change(select!, { target: { value: option?.value } });
      expect(select).toHaveDisplayValue(text);
    };
    for (const round of [1, 2]) {
      for (const meter of ['AI tokens', 'API requests']) {
        choose(meterChoice, meter);
        for (const time of ['This period', 'Last period', 'Last 7 days', 'Last 30 days', 'Last 6 periods', 'Last 12 months']) {
          choose(timeChoice, time);
          if (time !== 'Last 12 months') await screen.findByText(time === 'Last 6 periods' ? 'Behind a bar: usage 6 periods earlier' : 'Previous period');
          await waitFor(() => expect(container.querySelector('[role="group"]')).toBeInTheDocument());
          // More than a year ago, the demo's customers used nothing. Only AI tokens has usage by model, and `Last 6 periods` is never split.
          await waitFor(() => expect(ghosts(container) > 0).toBe(time !== 'Last 12 months'));
          expect(screen.queryByText(/^(?:Previous period|Behind a bar: usage 6 periods earlier)$/) !== null).toBe(time !== 'Last 12 months');
          expect(container.querySelectorAll('ul')).toHaveLength(props.by && time !== 'Last 6 periods' && meter === 'AI tokens' ? 1 : 0);
          expect(container.querySelector('[role="alert"]')).toBeNull();
        }
      }
      // The requests for two meters, and for the current period of the meter that was shown first.
      expect([round, requested().length]).toEqual([round, requests]);
    }
  }, 120_000);

  it('uses the host’s texts for the choice of time and for the values of a metadata key', async () => {
    const shop = await openShop({ polar: { now: () => noon }, breakdown: { region: ['eu', 'us'] } });
    const messages = { historyRange: 'Zeitraum', historyView: (view: string, count: number) => `${view} × ${count}`, historyBy: (key: string) => `Nach ${key}`, otherValues: 'Rest' };
    showTo({ source: () => shop.source('ada') } as unknown as Polar, 'ada', <UsageHistory meterId={requests} by="region" presets />, { messages });
    const legend = await screen.findByRole('list', { name: 'Nach region' });
    expect(within(legend).getAllByRole('listitem').at(-1)).toHaveTextContent(/^Rest /);
    expect(within(screen.getByRole('combobox', { name: 'Zeitraum' })).getAllByRole('option')[0]).toHaveTextContent('period × 1');
  });

  it('compares only the current period with its credits', async () => {
    await show({ meterId: tokens, presets: true });
    expect(await chart()).toHaveTextContent('credits');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time' }), 'Last period');
    await waitFor(async () => expect(await chart()).not.toHaveTextContent('credits'));
  });

  it('shows calendar months of UTC with `interval`, even to a customer west of UTC', async () => {
    await show({ meterId: tokens, interval: 'month', periods: 2, timeZone: 'America/Los_Angeles' });
    expect(rowsIn(await chart()).map((row) => row?.slice(0, 8))).toEqual(['Oct 2026', 'Nov 2026']);
  });

  it('says that loading failed, and loads again', async () => {
    const shop = await openShop({ polar: { now: () => noon } });
    const source = shop.source('ada');
    let fails = true;
    const history: typeof source.history = async (...given) => {
      if (fails) throw new PortalError('invalid_data', 'Made for a test.');
      return source.history(...given);
    };
    showTo({ source: () => ({ ...source, history }) } as unknown as Polar, 'ada', <UsageHistory meterId={tokens} />);
    const retry = await screen.findByRole('button', { name: /^Try again/ });
    fails = false;
    await userEvent.click(retry);
    await chart();
  });

  it.each(['Nowhere/City', '+05:30'])('says in place of the chart that the page isn’t set up, and requests no history, in a provider with the time zone %s', async (timeZone) => {
    const shop = await openShop({ polar: { now: () => noon } });
    const errors: string[] = [];
    const widgets = <><p>Your own text</p><Usage /><UsageHistory meterId={tokens} /></>;
    const { container } = showTo({ source: () => shop.source('ada') } as unknown as Polar, 'ada', widgets, { timeZone, onError: ({ code, path }) => errors.push(`${code} ${path.join()}`) });
    expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'invalid_option');
    expect(await screen.findByText("This page isn't set up yet")).toBeInTheDocument();
    await screen.findByText('AI tokens');
    expect(container).toHaveTextContent('Your own text');
    expect([new Set(errors), shop.demo.calls.filter(({ path }) => path.includes('/quantities'))]).toEqual([new Set(['invalid_option range']), []]);
  });

  it.each<[string, UsageHistoryProps]>([['a meter', { meterId: tokens }], ['any meter', {}]])('renders nothing for %s of a source without histories', async (_, props) => {
    const { container } = showTo(await servePolar(), 'ada', <UsageHistory {...props} />);
    await waitFor(() => expect(container).toBeEmptyDOMElement());
  });

  it('renders nothing for a customer without meters', async () => {
    const { container } = await show({}, {}, 'cy');
    await waitFor(() => expect(container).toBeEmptyDOMElement());
  });

  it('renders nothing for a meter that the customer does not have', async () => {
    const { container } = await show({ meterId: 'another' });
    await waitFor(() => expect(container).toBeEmptyDOMElement());
  });

  it('keeps the attributes of the host while its meters load and after they have failed', async () => {
    let fail: (error: Error) => void = () => {};
    const source = (await openShop()).source('ada');
    const meters = async () => new Promise<never>((_, reject) => (fail = reject));
    const { container } = showTo({ source: () => ({ ...source, meters }) } as unknown as Polar, 'ada', <UsageHistory id="own" meterId={tokens} />);
    await waitFor(() => expect(container.querySelector('#own [data-state="loading"]')).not.toBeNull());
    fail(new PortalError('invalid_data', 'Made for a test.'));
    await waitFor(() => expect(container.querySelector('#own button')).not.toBeNull());
  });

  it('names a meter with a blank name as all widgets do', async () => {
    const nil = { externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters: [{ name: ' ', consumed: 6 }, { name: 'Seats', consumed: 1 }] };
    await show({}, { polar: { now: () => noon, customers: [nil] } }, 'nil');
    const choice = await screen.findByRole('combobox', { name: 'Meter' });
    expect(within(choice).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(expect.arrayContaining(['Usage', 'Seats']));
  });
});
