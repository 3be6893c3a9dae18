import { describe, expect, it } from 'vitest';
import { MeterfaceUsage } from '../../src/embed';
import { servePolar, settle } from '../react/polar';
import { create, type Element, inside, moment, put, show, signedIn, textOf } from './elements';

/** Every string reachable from an element through properties: its DOM, React's internals, props, caches and queries. */
function stringsIn(element: Element): Set<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>([globalThis, document]);
  const queue: unknown[] = [...accessedOn(element), element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value === 'string') found.add(value);
    if (value === null || !/^(object|function)$/.test(typeof value) || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) queue.push(...value.keys(), ...value.values());
    if (value instanceof Set) queue.push(...value);
    for (const [key, { value: inner }] of Object.entries(Object.getOwnPropertyDescriptors(value))) queue.push(key, inner);
  }
  return found;
}

/** The values of our classes' accessors. */
function accessedOn(element: Element): unknown[] {
  const given: unknown[] = [];
  for (let level: object = element; level !== HTMLElement.prototype; level = Object.getPrototypeOf(level) as object) {
    for (const key of Reflect.ownKeys(level)) given.push(Reflect.get(element, key));
  }
  return given;
}

/** The places where a script on the page could find a token. */
function placesOf(element: Element, token: string): string[] {
  const places = {
    markup: document.documentElement.outerHTML,
    shadow: element.shadowRoot?.innerHTML ?? '',
    attributes: element.getAttributeNames().map((name) => element.getAttribute(name)).join('\n'),
    copy: (element.cloneNode(true) as Element).outerHTML,
    json: JSON.stringify(element),
    properties: [...stringsIn(element)].join('\n'),
  };
  const secret = token.replace('polar_cst_', '');
  return Object.entries(places).flatMap(([place, text]) => (text.includes(secret) ? [place] : []));
}

describe('a token of an element', () => {
  it('is removed from the markup at once and works', async () => {
    const polar = await servePolar();
    const { token } = polar.demo.createSession('ada');
    document.body.innerHTML = `<meterface-usage server="${polar.url}" scope="ada" refresh-every="0" token="${token}"></meterface-usage>`;
    const element = document.querySelector('meterface-usage')!;
    expect(document.body.innerHTML).not.toContain('token');
    await moment();
    expect(await inside(element).findByText(/^AI tokens: /)).toBeInTheDocument();
    element.remove();
  });

  it('is neither in the document nor in a property, before and after the render', async () => {
    const polar = await servePolar();
    const { token, ...rest } = signedIn(polar, 'ada');
    const element = create({ ...rest, token: token! });
    expect(placesOf(element, token!)).toEqual([]);
    await put(element);
    await inside(element).findByText(/^AI tokens: /);
    expect(placesOf(element, token!)).toEqual([]);
    // Proves that the search would find a token.
    expect([...stringsIn(element)].join()).toContain('Image credits');
    Object.defineProperty(element, 'leak', { value: { token }, configurable: true });
    expect(placesOf(element, token!)).toEqual(['properties']);
  });

  it('can be set as a write-only property', async () => {
    const polar = await servePolar();
    const { token, ...rest } = signedIn(polar, 'ada');
    const element = create(rest);
    element.token = token;
    await put(element);
    expect(element.token).toBeUndefined();
    await inside(element).findByText(/^AI tokens: /);
    expect(placesOf(element, token!)).toEqual([]);
  });

  it('is not cloned with its element', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    const early = element.cloneNode(true) as Element;
    await inside(element).findByText(/^AI tokens: /);
    const late = element.cloneNode(true) as Element;
    document.body.append(early, late);
    await moment();
    for (const copy of [early, late]) expect(inside(copy).getByRole('alert')).toHaveAttribute('data-code', 'invalid_option');
    early.remove();
    late.remove();
  });

  it('is never sent to another server', async () => {
    const [polar, other] = [await servePolar(), await servePolar()];
    const element = await show(signedIn(polar, 'ada'));
    await inside(element).findByText(/^AI tokens: /);
    element.setAttribute('server', other.url);
    await settle();
    expect(inside(element).getByRole('alert')).toBeInTheDocument();
    expect(other.requests).toEqual([]);
    element.setAttribute('server', polar.url);
    await moment();
    expect(inside(element).getByRole('alert')).toBeInTheDocument();
    const { token } = other.demo.createSession('eve');
    element.setAttribute('server', other.url);
    element.setAttribute('token', token);
    expect(await inside(element).findByText('180 of 500 used')).toBeInTheDocument();
  });

  it('that changes together with `scope` replaces the data of the previous customer', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await inside(element).findByText(/^AI tokens: /);
    element.setAttribute('scope', 'eve');
    element.setAttribute('token', polar.demo.createSession('eve').token);
    await moment();
    expect(textOf(element)).not.toContain('AI tokens');
    expect(await inside(element).findByText('180 of 500 used')).toBeInTheDocument();
  });

  it('is ignored if `getToken` is set', async () => {
    const polar = await servePolar();
    const bearers: (string | null)[] = [];
    polar.respond = ({ headers }) => void bearers.push(headers.get('authorization'));
    const element = create({ ...signedIn(polar, 'ada'), token: 'polar_cst_unused' });
    element.getToken = () => polar.demo.createSession('ada').token;
    await put(element);
    await inside(element).findByText(/^AI tokens: /);
    expect(bearers).toHaveLength(3);
    expect(bearers.join()).not.toContain('unused');
    expect(element.getToken).toBeUndefined();
  });
});

describe('a property set before the element was defined', () => {
  it('is applied, and a token is no longer readable', async () => {
    const polar = await servePolar();
    class Late extends MeterfaceUsage {}
    const element = document.createElement('late-usage') as Element;
    const { token } = polar.demo.createSession('ada');
    const reported: string[] = [];
    Object.assign(element, { token, onError: () => reported.push('error') });
    element.setAttribute('server', polar.url);
    element.setAttribute('refresh-every', 'never');
    await put(element);
    customElements.define('late-usage', Late);
    expect(Object.keys(element)).toEqual([]);
    await moment();
    await inside(element).findByText(/^AI tokens: /);
    expect(placesOf(element, token)).toEqual([]);
    expect(reported).toEqual(['error']);
    element.remove();
  });
});
