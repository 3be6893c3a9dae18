import { describe, expect, it, vi } from 'vitest';
import { MeterfaceBalance } from '../../src/embed';
import { wireMeter, wireOrder, wirePage } from '../../src/testing';
import { mockTime, pass, servePolar, settle, tampered } from '../react/polar';
import { type Attributes, create, inside, listen, moment, type Name, put, show, signedIn, textOf } from './elements';

const idOf = (name: string) => wireMeter({ name }).meter_id;
const lists = (requests: readonly string[]) => requests.map((path) => /customer-portal\/([\w-]+)\/(?:\?|$)/.exec(path)?.[1]).filter((list) => list !== undefined).toSorted();

describe('<meterface-meter>', () => {
  it.each(['bar', 'ring', 'number'])('draws one meter as a %s', async (variant) => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), meter: 'Image credits', variant }, 'meterface-meter');
    expect(await inside(element).findByText(/^Image credits: /)).toBeInTheDocument();
    expect(textOf(element)).not.toContain('AI tokens');
    expect(element.shadowRoot!.querySelectorAll('.mf-usage')).toHaveLength(1);
    expect([element.shadowRoot!.querySelector('.mf-ring'), element.shadowRoot!.querySelector('.mf-number')].map(Boolean)).toEqual([variant === 'ring', variant === 'number']);
  });

  it('draws the meter with the given id, and the most urgent one without a name or id', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    const one = await show({ ...access, 'meter-id': idOf('AI tokens') }, 'meterface-meter');
    const urgent = await show(access, 'meterface-meter');
    expect(await inside(one).findByText(/^AI tokens: /)).toBeInTheDocument();
    expect(await inside(urgent).findByText(/^Image credits: /)).toBeInTheDocument();
  });

  it.each([
    [{ meter: 'Unknown' }],
    [{ 'meter-id': 'unknown' }],
  ])('shows and reports once, not with each refresh, that a meter is missing: %o', async (which) => {
    mockTime();
    const polar = await servePolar({ now: () => new Date(), moving: true });
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '60000', ...which }, 'meterface-meter');
    const reported = listen(element);
    await put(element);
    await vi.waitFor(() => expect(inside(element).getByRole('alert')).toHaveAttribute('data-code', 'not_found'), 15_000);
    const before = polar.requests.length;
    element.setAttribute('locale', 'en-GB');
    await pass(130, 5);
    expect(polar.requests.length).toBeGreaterThan(before);
    expect(reported).toEqual(['not_found']);
  });

  it.each(['meterface-meter', 'meterface-balance'] as const)('%s shows a failure if no meter can be read, and reports it once', async (name) => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', ([item]) => [{ ...item, meter_id: 5 }]);
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' }, name);
    const [reported, ready] = [listen(element), vi.fn()];
    element.addEventListener('meterface-ready', ready);
    await put(element);
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('.mf-body > [data-code]')).not.toBeNull(), 15_000);
    await settle();
    expect(textOf(element)).not.toContain('No usage');
    expect(reported).toHaveLength(1);
    expect(ready).not.toHaveBeenCalled();
  });

  it('links to `top-up-url` when its credits run out', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), 'top-up-url': '/plans' }, 'meterface-meter');
    expect(await inside(element).findByRole('link', { name: 'Top up: Image credits' })).toHaveAttribute('href', '/plans');
  });
});

describe('<meterface-balance>', () => {
  it('says what is left of a meter in a phrase', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), meter: 'Image credits' }, 'meterface-balance');
    expect(await inside(element).findByText('35 units left')).toBeInTheDocument();
  });

  it('stays a phrase with a `title`, and while its code is downloaded', async () => {
    const polar = await servePolar();
    const access = { ...signedIn(polar, 'ada'), meter: 'Image credits', title: 'Your credits' };
    class Slow extends MeterfaceBalance {
      static override readonly load = () => new Promise<never>(() => {});
    }
    customElements.define('slow-balance', Slow);
    const [element, slow] = [await show(access, 'meterface-balance'), await show(access, 'slow-balance' as Name)];
    const blocks = () => [element, slow].flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('div')]).length;
    expect(slow.shadowRoot!.querySelector('[aria-busy=true]')).not.toBeNull();
    expect(blocks()).toBe(0);
    expect(await inside(element).findByText('35 units left')).toBeInTheDocument();
    expect(blocks()).toBe(0);
  });

  it('shows “—” and reports the error when it can’t load', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create({ ...signedIn(polar, 'ada'), meter: 'Image credits' }, 'meterface-balance');
    const reported = listen(element);
    await put(element);
    expect(await inside(element).findByText('—')).toBeInTheDocument();
    expect(reported).toContain('forbidden');
    expect(inside(element).queryByRole('alert')).toBeNull();
  });
});

describe('<meterface-amount-due>', () => {
  it('shows what the customer owes next and when', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'), 'meterface-amount-due');
    expect(await inside(element).findByText('$43.41')).toBeInTheDocument();
    expect(textOf(element)).toContain('Dec 1');
    // The only plan needs no name.
    expect(textOf(element)).not.toContain('Lumen');
    expect(lists(polar.requests)).toEqual(['subscriptions']);
  });

  it('shows what is overdue before the next charge', async () => {
    const element = await show(signedIn(await servePolar(), 'gil'), 'meterface-amount-due');
    await inside(element).findByText('Payment overdue');
    expect(textOf(element)).toMatch(/Payment overdue\$[\d.]+outstanding\$[\d.]+due /);
    // The customer's other plan is paused.
    expect(textOf(element)).toContain('Lumen ArchiveNothing is due until you resume');
  });

  it('shows what is outstanding for usage that settles apart from a plan whose payments are in order', async () => {
    const polar = await servePolar();
    polar.respond = ({ url }) => {
      const id = new URL(url).searchParams.get('subscription_id');
      return id === null ? undefined : Response.json(wirePage([wireOrder({ subscription_id: id, status: 'pending', due_amount: 450, currency: 'jpy', next_payment_attempt_at: '2026-11-16T00:00:00Z' })]));
    };
    const element = await show(signedIn(polar, 'bo'), 'meterface-amount-due');
    await inside(element).findByText('outstanding');
    expect(textOf(element)).toMatch(/¥450outstanding¥[\d,]+due /);
    expect(textOf(element)).not.toContain('Payment overdue');
  });

  it('never says of an unpaid subscription that nothing is due', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, status: 'unpaid' })));
    const element = await show(signedIn(polar, 'ada'), 'meterface-amount-due');
    await inside(element).findByText('Unpaid');
    expect(textOf(element)).toContain('—Unpaid');
    expect(textOf(element)).not.toMatch(/Nothing due|\$/);
  });

  it('says that amounts which include the same balance can’t all be right', async () => {
    const element = await show(signedIn(await servePolar(), 'fay'), 'meterface-amount-due');
    expect(await inside(element).findByText(/^Your balance is counted in several of these charges/)).toBeInTheDocument();
  });

  it('shows at once that there were too many requests, however far away the next attempt is', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({}, { status: 429, headers: { 'Retry-After': '600' } });
    const element = await show(signedIn(polar, 'ada'), 'meterface-amount-due');
    expect(await inside(element).findByRole('alert')).toHaveAttribute('data-code', 'rate_limited');
  });

  it.each<Attributes>([{}, { 'subscription-id': 'unknown' }])('shows an error, and not that there is no subscription, if none can be read: %o', async (which) => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([item]) => [{ ...item, id: 5 }]);
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', ...which }, 'meterface-amount-due');
    const reported = listen(element);
    await put(element);
    expect(await inside(element).findByRole('alert')).toHaveAttribute('data-code', 'invalid_data');
    await settle();
    expect(textOf(element)).not.toContain('No subscription');
    expect(reported).toHaveLength(1);
  });

  it.each([
    ['', undefined],
    [', although a price of another one can’t be read', tampered],
  ])('shows and reports once that a subscription is missing%s', async (_, change) => {
    const polar = await servePolar();
    polar.respond = change?.(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, prices: [{ id: 5 }] })));
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', 'subscription-id': 'unknown' }, 'meterface-amount-due');
    const reported = listen(element);
    await put(element);
    expect(await inside(element).findByRole('alert')).toHaveAttribute('data-code', 'not_found');
    await settle();
    const missing = () => reported.filter((code) => code === 'not_found').length;
    expect([missing(), reported.length]).toEqual([1, change ? 2 : 1]);
    element.setAttribute('subscription-id', 'unknown as well');
    await settle();
    expect(missing()).toBe(2);
  });
});

it.each(['meterface-meter', 'meterface-amount-due'] as const)('%s keeps its data after a failed refresh, and says how old it is', async (name) => {
  const polar = await servePolar();
  mockTime();
  const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '5000' }, name);
  await pass(2);
  // The code is imported in real time.
  await vi.waitFor(() => expect(textOf(element)).toMatch(/Image credits|\$43\.41/), 15_000);
  expect(textOf(element)).not.toContain('refresh');
  polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
  await pass(10);
  expect(textOf(element)).toMatch(/^Couldn't refresh\. Showing data from \d+:\d+ [AP]M\.Try again/);
  expect(textOf(element)).toMatch(/Image credits|\$43\.41/);
});

describe('<meterface-alert>', () => {
  it('shows the most urgent meter alone', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'), 'meterface-alert');
    expect(await inside(element).findByText('Image credits')).toBeInTheDocument();
    expect(element.shadowRoot!.querySelectorAll('.mf-alert')).toHaveLength(1);
    expect(element.shadowRoot!.querySelector('.mf-usage')).toBeNull();
  });

  it('shows nothing when it can’t load, and reports the error', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create(signedIn(polar, 'ada'), 'meterface-alert');
    const [reported, ready] = [listen(element), vi.fn()];
    element.addEventListener('meterface-ready', ready);
    await put(element);
    await vi.waitFor(() => expect(reported).toContain('forbidden'), 15_000);
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('[aria-busy=false]')).not.toBeNull(), 15_000);
    await settle();
    expect(textOf(element)).toBe('');
    expect(ready).not.toHaveBeenCalled();
  });

  it('leaves the announcement of a failure to another element, because it shows nothing', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const access = signedIn(polar, 'ada');
    const alert = await show(access, 'meterface-alert');
    await vi.waitFor(() => expect(alert.shadowRoot?.querySelector('[aria-busy=false]')).not.toBeNull(), 15_000);
    const usage = await show(access);
    expect(await inside(usage).findByText("You don't have access to this")).toBeInTheDocument();
    expect(inside(usage).getByRole('alert')).toBeInTheDocument();
  });
});

describe('<meterface-portal>', () => {
  it('gives its server, token, locale and theme to the elements inside, which send each request once', async () => {
    const polar = await servePolar();
    const portal = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', locale: 'de', accent: 'teal' }, 'meterface-portal');
    const box = document.createElement('div');
    const names = ['meterface-usage', 'meterface-meter', 'meterface-balance', 'meterface-alert'] as const;
    const inner = names.map((name) => create({}, name));
    const hidden = document.createElement('div').attachShadow({ mode: 'open' });
    hidden.append(inner[1]!);
    box.append(inner[0]!, hidden.host, inner[2]!, inner[3]!);
    portal.append(box);
    await put(portal);
    expect(await inside(inner[0]!).findByText(/48\.230 requests ·/)).toBeInTheDocument();
    for (const element of inner) await vi.waitFor(() => expect(element.shadowRoot!.querySelector('[aria-busy=false]')).toBeTruthy(), 15_000);
    expect(textOf(inner[2]!)).toContain('35');
    expect(lists(polar.requests)).toEqual(['benefit-grants', 'meters', 'subscriptions']);
    expect(portal.style.getPropertyValue('--mf-accent')).toBe('teal');
    portal.setAttribute('locale', 'en');
    await moment();
    expect(textOf(inner[0]!)).toContain('48,230 requests\u00a0·');
  });

  it('takes a `getToken` that the page sets later', async () => {
    const polar = await servePolar();
    const portal = create({ server: polar.url, scope: 'ada', 'refresh-every': '0' }, 'meterface-portal');
    const usage = create();
    portal.append(usage);
    await put(portal);
    expect(inside(usage).getByRole('alert')).toHaveAttribute('data-code', 'invalid_option');
    portal.getToken = () => polar.demo.createSession('ada').token;
    expect(await inside(usage).findByText(/^AI tokens: /)).toBeInTheDocument();
  });

  it('never sends its token to the server of an element inside', async () => {
    const [polar, other] = [await servePolar(), await servePolar()];
    const portal = create(signedIn(polar, 'ada'), 'meterface-portal');
    const usage = create({ server: other.url });
    portal.append(usage);
    await put(portal);
    await settle();
    expect(inside(usage).getByRole('alert')).toBeInTheDocument();
    expect([polar.requests, other.requests]).toEqual([[], []]);
  });

  it('stops giving its settings to an element that leaves it', async () => {
    const polar = await servePolar();
    const portal = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' }, 'meterface-portal');
    const usage = create();
    portal.append(usage);
    await put(portal);
    await inside(usage).findByText(/^AI tokens: /);
    document.body.append(usage);
    await moment();
    expect(inside(usage).getByRole('alert')).toHaveAttribute('data-code', 'invalid_option');
  });
});
