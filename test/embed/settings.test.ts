import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { elements } from '../../src/embed/defineMeterface';
import { attributeOf } from '../../src/embed/settings';
import { wireMeter } from '../../src/testing';
import { servePolar, settle } from '../react/polar';
import { create, inside, listen, moment, put, show, signedIn, textOf } from './elements';

/** The names of the props that an interface of a widget declares itself. */
function propsOf(file: string, name: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');
  const body = text.slice(text.indexOf(`export interface ${name}`));
  return [...body.slice(0, body.indexOf('\n}')).matchAll(/^ {2}(\w+)\??:/gm)].map(([, prop = '']) => prop);
}

/** Props that are content, which a page gives in a slot of the same name. */
const slots = ['header', 'empty', 'error', 'action'];

describe('the settings of an element', () => {
  it.each([
    ['meterface-usage', [...propsOf('widgets/Usage.tsx', 'UsageProps'), ...propsOf('widgets/Widget.tsx', 'WidgetProps'), ...propsOf('react/useUsage.ts', 'UseUsageOptions'), ...propsOf('core/joinMeters.ts', 'MeterOptions')]],
    ['meterface-billing', [...propsOf('widgets/Billing.tsx', 'BillingProps'), ...propsOf('widgets/Widget.tsx', 'WidgetProps')]],
  ] as const)('have an attribute and a property for each prop of the widget: %s', (name, props) => {
    const element = document.createElement(name);
    const attributes = elements[name].observedAttributes;
    const settings = props.filter((prop) => !slots.includes(prop));
    expect(settings.length).toBeGreaterThan(3);
    expect(settings.filter((prop) => !attributes.includes(attributeOf(prop)) || !(prop in element))).toEqual([]);
  });

  it('have an attribute and a property for each option of the provider', () => {
    const options = [...propsOf('react/PortalProvider.tsx', 'PortalProviderProps'), ...propsOf('i18n/LocalizationProvider.tsx', 'LocalizationProviderProps'), 'refreshEvery'];
    // Functions and objects of a program, which a page's HTML can't contain.
    const inPrograms = ['source', 'onError', 'queryClient', 'messages', 'children'];
    const element = document.createElement('meterface-portal');
    const settings = options.filter((option) => !inPrograms.includes(option));
    expect(settings.length).toBeGreaterThan(3);
    expect(settings.filter((option) => !elements['meterface-portal'].observedAttributes.includes(attributeOf(option)) || !(option in element))).toEqual([]);
  });

  it('change the widget as attributes', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), title: 'Your plan', 'heading-level': '4', 'page-size': '2', 'show-as-of': '', units: JSON.stringify({ [wireMeter({ name: 'Image credits' }).meter_id]: 'pictures' }) });
    expect(await inside(element).findByRole('heading', { level: 4, name: 'Your plan' })).toBeInTheDocument();
    expect(await inside(element).findByText(/^Image credits: /)).toBeInTheDocument();
    expect(textOf(element)).toContain('2 of 5');
    expect(textOf(element)).toContain('As of');
    element.setAttribute('title', '');
    element.setAttribute('show-as-of', 'false');
    element.removeAttribute('page-size');
    await moment();
    expect(inside(element).queryByRole('heading')).toBeNull();
    expect(textOf(element)).not.toContain('As of');
    expect(textOf(element)).not.toContain('2 of 5');
  });

  it('choose a meter whose name is null, as JSON from a server may have it', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), meters: JSON.stringify([{ meterId: wireMeter({ name: 'Image credits' }).meter_id, name: null }]) });
    expect(await inside(element).findByText(/^Image credits: /)).toBeInTheDocument();
    expect(textOf(element)).not.toContain('AI tokens');
  });

  it('change the widget as properties, and of a property and its attribute, the later change counts', async () => {
    const polar = await servePolar();
    const element = create({ 'refresh-every': '0', ...signedIn(polar, 'ada') }) as HTMLElementTagNameMap['meterface-usage'];
    Object.assign(element, { pageSize: 1, locale: 'de', filters: { query: 'mail' }, accent: 'teal' });
    await put(element);
    expect(await inside(element).findByText(/^Emails sent: /)).toBeInTheDocument();
    expect(textOf(element)).not.toContain('AI tokens');
    expect([element.pageSize, element.locale, element.style.getPropertyValue('--mf-accent')]).toEqual([1, 'de', 'teal']);
    element.setAttribute('locale', 'en');
    expect(element.locale).toBe('en');
    Object.assign(element, { filters: null });
    expect(await inside(element).findByText(/^Image credits: /)).toBeInTheDocument();
  });

  it.each([
    ['layout', 'grid'],
    ['variant', 'pie'],
    ['heading-level', '9'],
    ['heading-level', 'two'],
    ['page-size', '0'],
    ['expected', '-3'],
    ['when-spent', 'maybe'],
    ['units', '{"broken'],
    ['units', '[1]'],
    ['units', '5'],
    ['units', '{"meter": 5}'],
    ['filters', '{"sorting": "size"}'],
    ['filters', '{"name": "AI"}'],
    ['filters', '{"query": ["a"]}'],
    ['filters', 'null'],
    ['meters', '["mtr_1"]'],
    ['meters', '{}'],
    ['meters', '[{"meterId": "mtr_1", "name": 5}]'],
    ['group-by', 'plan'],
    ['show', 'all'],
    ['thresholds', '["80%"]'],
    ['time-zone', 'Nowhere/City'],
    ['time-zone', ''],
    ['time-zone', '+05:30'],
    ['time-zone', 'europe/rome'],
    ['scope', ''],
    ['locale', 'de_CH'],
    ['sign-in-url', 'javascript:alert(1)'],
    ['top-up-url', 'data:text/html,Plans'],
  ])('report an invalid value once and still show the meters: %s="%s"', async (name, value) => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', [name]: value });
    const reported = listen(element);
    await put(element);
    expect(await inside(element).findByText(/^AI tokens: /)).toBeInTheDocument();
    element.setAttribute('locale', 'en');
    await settle();
    expect(reported).toEqual([`invalid_option ${name}`]);
  });

  it.each([
    ['heading-level', '9', 6],
    ['expected', '1001', 1000],
    ['page-size', 'ten', 1_000_000],
  ])('name the limits of a number that is invalid: %s="%s"', async (name, value, most) => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', [name]: value }) as HTMLElementTagNameMap['meterface-usage'];
    const messages: string[] = [];
    element.onError = ({ message }) => messages.push(message);
    await put(element);
    expect(messages).toEqual([`Invalid option \`${name}\`. It must be a whole number from 1 to ${most}. Correct it or leave it out.`]);
  });

  it.each([
    ['meters', [null]],
    ['meters', { meterId: 'mtr_1' }],
    ['units', { mtr_1: 5 }],
    ['filters', { sorting: 'size' }],
    ['thresholds', { level: 0.8 }],
    ['refreshEvery', {}],
    ['pageSize', {}],
    ['layout', ['rows']],
    ['accent', {}],
    ['locale', () => 'de'],
    ['scope', { id: 'ada' }],
    ['scope', ['ada']],
  ])('report an invalid object that is set as a property, and still show the meters: %s', async (name, value) => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' });
    const reported = listen(element);
    Object.assign(element, { [name]: value });
    await put(element);
    expect(await inside(element).findByText(/^AI tokens: /)).toBeInTheDocument();
    expect(reported).toEqual([`invalid_option ${attributeOf(name)}`]);
  });

  it('take an address as an object, and leave out what is undefined in a property', async () => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' });
    const reported = listen(element);
    Object.assign(element, { server: new URL(polar.url), filters: { query: 'mail', sorting: undefined }, units: { mtr_1: undefined } });
    await put(element);
    expect(await inside(element).findByText(/^Emails sent: /)).toBeInTheDocument();
    expect([reported, textOf(element).includes('AI tokens')]).toEqual([[], false]);
  });

  it('may contain a unit that Polar doesn’t know, and the rows are still shown', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), units: JSON.stringify({ [wireMeter({ name: 'AI tokens' }).meter_id]: { unit: 'bogus', customLabel: 5 } }) });
    expect(await inside(element).findByText(/^AI tokens: /)).toBeInTheDocument();
  });
});

describe('the events of an element', () => {
  it('bubble through shadow trees, and tell when data is shown for each customer', async () => {
    const polar = await servePolar();
    const heard: unknown[] = [];
    const hear = ({ detail }: CustomEvent) => void heard.push(detail);
    document.addEventListener('meterface-ready', hear);
    const place = document.createElement('div').attachShadow({ mode: 'open' });
    document.body.append(place.host);
    const element = await put(create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' }), place);
    await inside(element).findByText(/^AI tokens: /);
    await vi.waitFor(() => expect(heard).toEqual([{ scope: 'ada' }]), 15_000);
    element.setAttribute('scope', 'eve');
    element.setAttribute('token', polar.demo.createSession('eve').token);
    await vi.waitFor(() => expect(heard).toEqual([{ scope: 'ada' }, { scope: 'eve' }]), 15_000);
    document.removeEventListener('meterface-ready', hear);
    place.host.remove();
  });

  it('don’t announce data before a failure has ended', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' });
    const ready = vi.fn();
    element.addEventListener('meterface-ready', ready);
    await put(element);
    const button = await inside(element).findByRole('button', { name: /Try again/ });
    await settle();
    expect(ready).not.toHaveBeenCalled();
    polar.respond = () => undefined;
    button.click();
    await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce(), 15_000);
  });

  it('tell that the session has expired, without the token', async () => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), token: 'polar_cst_expired' });
    const expired: string[] = [];
    element.addEventListener('meterface-session-expired', ({ detail }) => expired.push(`${detail.code} ${detail.message} ${JSON.stringify(detail)}`));
    await put(element);
    await vi.waitFor(() => expect(expired.length).toBeGreaterThan(0), 15_000);
    expect(expired.join()).toContain('session_expired');
    expect(expired.join()).not.toContain('polar_cst');
  });
});

it('a portal with two elements reports each threshold of a meter only once', async () => {
  const polar = await servePolar();
  const reached: string[] = [];
  const portal = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0', thresholds: '[0.9, 1]' }, 'meterface-portal');
  portal.addEventListener('meterface-threshold', ({ detail }) => void reached.push(`${detail.name} ${detail.level}`));
  portal.append(create(), create({}, 'meterface-alert'));
  await put(portal);
  await vi.waitFor(() => expect(reached.length).toBeGreaterThan(2), 15_000);
  await settle();
  expect(reached.toSorted()).toEqual(['AI tokens 0.9', 'AI tokens 1', 'Image credits 0.9']);
});

describe('the slots of an element', () => {
  const child = (slot: string, text: string) => Object.assign(document.createElement('p'), { slot, textContent: text });

  it('replace the heading, even when the page fills them later', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    expect(await inside(element).findByRole('heading', { name: 'Usage' })).toBeInTheDocument();
    const header = child('header', 'Mine');
    element.append(header);
    await moment();
    expect(inside(element).queryByRole('heading')).toBeNull();
    expect(header.assignedSlot?.name).toBe('header');
    header.remove();
    await moment();
    expect(inside(element).getByRole('heading', { name: 'Usage' })).toBeInTheDocument();
  });

  it('follow a child that the page moves to another slot', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    expect(await inside(element).findByRole('heading', { name: 'Usage' })).toBeInTheDocument();
    const mine = document.createElement('p');
    element.append(mine);
    await moment();
    mine.slot = 'header';
    await moment();
    expect([inside(element).queryByRole('heading'), mine.assignedSlot?.name]).toEqual([null, 'header']);
    mine.slot = 'empty';
    await moment();
    expect(inside(element).getByRole('heading', { name: 'Usage' })).toBeInTheDocument();
  });

  it('replace the notices of an empty list and of a failure', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create(signedIn(polar, 'ada'));
    element.append(child('error', 'Call us'), child('empty', 'Nothing'));
    await put(element);
    const slotOf = (name: string) => element.querySelector<HTMLElement>(`[slot=${name}]`)?.assignedSlot ?? null;
    await vi.waitFor(() => expect(slotOf('error')).not.toBeNull(), 15_000);
    expect([inside(element).queryByRole('alert'), slotOf('empty')]).toEqual([null, null]);
    polar.respond = () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    element.setAttribute('scope', 'another');
    await vi.waitFor(() => expect(slotOf('empty')).not.toBeNull(), 15_000);
    expect([textOf(element).includes('No usage to show'), slotOf('error')]).toEqual([false, null]);
  });

  it('give the most urgent meter an action', async () => {
    const polar = await servePolar();
    const element = create(signedIn(polar, 'ada'));
    element.append(child('action', 'Buy more'));
    await put(element);
    await inside(element).findByText(/^AI tokens: /);
    expect(element.querySelector<HTMLElement>('[slot=action]')?.assignedSlot?.closest('.mf-alert')).toBeTruthy();
  });
});

it('an element names its parts for `::part()`', async () => {
  const polar = await servePolar();
  const usage = await show(signedIn(polar, 'ada'));
  await inside(usage).findByText(/^AI tokens: /);
  await moment();
  const parts = new Set(Array.from(usage.shadowRoot!.querySelectorAll('[part]'), (part) => part.getAttribute('part') ?? ''));
  expect([...parts].toSorted((one, other) => one.localeCompare(other))).toEqual(['alert', 'fill', 'meter', 'name', 'status', 'title', 'track', 'value']);
});
