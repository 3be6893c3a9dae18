import { describe, expect, it, vi } from 'vitest';
import { MeterfaceUsage } from '../../src/embed';
import { type PortalError, PortalError as Problem } from '../../src/core';
import { defaultRefreshEvery } from '../../src/react/portalQuery';
import { wireMeter } from '../../src/testing';
import { pass, mockTime, servePolar } from '../react/polar';
import { create, inside, listen, moment, nameOf, put, show, signedIn, textOf } from './elements';

describe('a Meterface element', () => {
  it('shows its widget in a shadow tree', async () => {
    const polar = await servePolar();
    const usage = await show(signedIn(polar, 'ada'));
    const billing = await show(signedIn(polar, 'ada'), 'meterface-billing');
    expect(await inside(usage).findByText(/^Image credits: /)).toHaveTextContent('465 of 500 used, 35 left');
    expect(await inside(billing).findByRole('article', { name: 'Lumen Pro' })).toHaveTextContent('$43.41');
    expect(usage.childNodes).toHaveLength(0);
  });

  it('reads an attribute named like the property, which React, Vue and Svelte write before the element is defined', async () => {
    const polar = await servePolar();
    const element = document.createElement('framework-usage') as MeterfaceUsage;
    for (const [name, value] of Object.entries({ ...signedIn(polar, 'ada'), refreshEvery: '0', pageSize: '2' })) element.setAttribute(name, value);
    await put(element);
    customElements.define('framework-usage', class extends MeterfaceUsage {});
    expect([element.pageSize, element.refreshEvery]).toEqual([2, 0]);
    // The skeleton has three rows.
    await vi.waitFor(() => expect(element.shadowRoot!.querySelectorAll('.mf-item')).toHaveLength(2), 15_000);
    element.setAttribute('page-size', '3');
    expect(element.pageSize).toBe(3);
    element.remove();
  });

  it('shows “Loading…” in its first frame', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await moment();
    expect(textOf(element)).toContain('Loading…');
  });

  it('formats numbers and dates by `locale` and `time-zone`, and again after `locale` changes', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), locale: 'de', 'time-zone': 'Pacific/Pago_Pago' });
    expect(await inside(element).findByText(/48\.230 requests ·/)).toBeInTheDocument();
    expect(textOf(element)).toContain('credits renew 30. Nov.');
    element.setAttribute('locale', 'en');
    await moment();
    expect(inside(element).getByText(/48,230 requests ·/)).toBeInTheDocument();
    expect(polar.requests).toHaveLength(3);
  });

  it('sends requests to the page’s own origin if `server` is a path', async () => {
    const requests: string[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      requests.push(`${init.credentials} ${new URL(url, location.href).href.split('?')[0]} ${new Headers(init.headers).has('authorization')}`);
      return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    });
    const element = await show({ server: '/api/portal' });
    await vi.waitFor(() => expect(textOf(element)).toContain('No usage to show'), 15_000);
    expect(requests.toSorted()).toEqual(['benefit-grants', 'meters', 'subscriptions'].map((list) => `same-origin ${location.origin}/api/portal/${list} false`));
  });

  it('refreshes every `refresh-every` milliseconds', async () => {
    const polar = await servePolar();
    mockTime();
    const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '5000' });
    await pass(2);
    expect(polar.requests).toHaveLength(3);
    await pass(5);
    expect(polar.requests).toHaveLength(6);
    element.setAttribute('refresh-every', '0');
    await pass(30);
    expect(polar.requests).toHaveLength(6);
  });

  it('accepts a very long `refresh-every`, as the provider does', async () => {
    const polar = await servePolar();
    mockTime();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '10000000000' }) as HTMLElementTagNameMap['meterface-usage'];
    const reported = listen(element);
    await put(element);
    await pass(100, 5);
    expect([element.refreshEvery, polar.requests.length, reported]).toEqual([10_000_000_000, 3, []]);
  });

  it.each(['60', '-1', 'often', '', '1e9'])('reports `refresh-every="%s"` as invalid once and uses the default', async (value) => {
    const polar = await servePolar();
    mockTime();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': value });
    const reported = listen(element);
    await put(element);
    await pass(2);
    element.setAttribute('locale', 'de');
    await pass(defaultRefreshEvery / 1000 - 10, 5);
    expect(polar.requests).toHaveLength(3);
    await pass(20, 5);
    expect(polar.requests).toHaveLength(6);
    expect(reported).toEqual(['invalid_option refresh-every']);
  });

  it('renders several changes once', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    const element = await show({});
    const meters = vi.spyOn(source, 'meters');
    element.source = source;
    element.setAttribute('scope', 'a');
    element.setAttribute('locale', 'de');
    element.setAttribute('scope', 'b');
    element.setAttribute('scope', 'ada');
    await inside(element).findByText(/^Image credits: /);
    expect(meters.mock.calls.map(([, context]) => context?.scope)).toEqual(['ada']);
  });

  it('shows nothing of the previous customer after `scope` changes', async () => {
    const polar = await servePolar();
    const element = await show({ server: polar.url, scope: 'ada' });
    const customers = ['ada', 'eve'];
    element.getToken = () => polar.demo.createSession(customers.shift() ?? 'unknown').token;
    await inside(element).findByText(/^AI tokens: /);
    element.setAttribute('scope', 'eve');
    await moment();
    expect(textOf(element)).not.toContain('AI tokens');
    expect(await inside(element).findByText('180 of 500 used')).toBeInTheDocument();
  });

  it('reports a failed request to `onError`, and with an event that bubbles', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create({ ...signedIn(polar, 'ada') });
    const reported = listen(element);
    const received: PortalError[] = [];
    element.onError = (error) => received.push(error);
    const above: string[] = [];
    const hear = ({ detail }: CustomEvent<PortalError>) => void above.push(nameOf(detail));
    document.body.addEventListener('meterface-error', hear);
    await put(element);
    await inside(element).findByText("You don't have access to this");
    await vi.waitFor(() => expect(reported).toEqual(['forbidden', 'forbidden', 'forbidden']), 15_000);
    expect(received.map(nameOf)).toEqual(reported);
    expect(received.every((error) => error instanceof Problem)).toBe(true);
    expect(above).toEqual(reported);
    document.body.removeEventListener('meterface-error', hear);
  });

  it.each<[what: string, attributes: Record<string, string>, reported: string]>([
    ['neither a token nor `getToken`', { server: 'sandbox' }, 'invalid_option token'],
    ['an http server', { server: 'http://polar.example', token: 'polar_cst_x' }, 'invalid_option server'],
    ['an organization token', { token: 'polar_oat_x' }, 'organization_token'],
    ['a token for a path', { server: '/api/portal', token: 'polar_cst_x' }, 'invalid_option token'],
  ])('sends no request and reports an error for %s', async (_, attributes, code) => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const element = create(attributes);
    const reported = listen(element);
    await put(element);
    await moment();
    expect(inside(element).getByRole('alert')).toHaveAttribute('data-code', code.split(' ')[0]);
    expect(inside(element).getByRole('alert').closest('[lang=en][dir=ltr]')).not.toBeNull();
    element.setAttribute('locale', 'de');
    await moment();
    expect(reported).toEqual([code]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('shows a sign-in link only for a safe URL', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), token: 'polar_cst_unknown', 'sign-in-url': '/login' });
    expect(await inside(element).findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login');
    for (const address of ['javascript:alert(1)', 'java\nscript:alert(1)', ' data:text/html,<p>', 'vbscript:x']) {
      element.setAttribute('sign-in-url', address);
      await moment();
      expect(inside(element).queryByRole('link')).toBeNull();
      expect(inside(element).getByRole('alert')).toBeInTheDocument();
    }
    element.removeAttribute('sign-in-url');
    await moment();
    expect(inside(element).queryByRole('link')).toBeNull();
  });
});

describe('the attribute `top-up-url`', () => {
  it('adds a link to each meter whose credits run out, and reports clicks', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), 'top-up-url': '/plans' });
    await inside(element).findByText(/^Image credits: /);
    const links = inside(element).getAllByRole('link', { name: 'Top up: Image credits' });
    expect(links.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([['/plans', 'Top up'], ['/plans', 'Top up']]);
    expect(inside(element).getAllByRole('link')).toHaveLength(2);

    const clicked: unknown[] = [];
    element.addEventListener('meterface-action', (event) => {
      clicked.push(event.detail);
      event.preventDefault();
    });
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    links[0]!.dispatchEvent(click);
    expect(clicked).toEqual([{ action: 'top-up', meterId: wireMeter({ name: 'Image credits' }).meter_id, name: 'Image credits' }]);
    expect(click.defaultPrevented).toBe(true);
  });

  it('names the link of a meter with a blank name as all widgets do', async () => {
    const meters = [{ name: ' ', consumed: 5, credited: 5 }];
    const polar = await servePolar({ customers: [{ externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters }] });
    const element = await show({ ...signedIn(polar, 'nil'), 'top-up-url': '/plans' });
    expect(await inside(element).findAllByRole('link', { name: 'Top up: Usage' })).toHaveLength(2);
  });

  it('adds no link without a safe URL', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), 'top-up-url': 'javascript:alert(1)' });
    await inside(element).findByText(/^Image credits: /);
    expect(inside(element).queryByRole('link')).toBeNull();
    element.setAttribute('top-up-url', '/plans');
    await moment();
    expect(inside(element).getAllByRole('link')).toHaveLength(2);
    element.removeAttribute('top-up-url');
    await moment();
    expect(inside(element).queryByRole('link')).toBeNull();
  });
});

describe('the theme attributes of an element', () => {
  const themed = async (attributes: Record<string, string>) => {
    const element = create({ server: '/api/portal', ...attributes });
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const reported = listen(element);
    await put(element);
    return { element, reported };
  };

  it('set and remove custom properties', async () => {
    const { element, reported } = await themed({ accent: 'rebeccapurple', warning: '#fa0', critical: 'oklch(0.5 0.2 27)', radius: '4px', gap: '0' });
    const names = ['accent', 'warning', 'critical', 'radius', 'gap'];
    const values = () => names.map((name) => element.style.getPropertyValue(`--mf-${name}`));
    expect(values()).toEqual(['rebeccapurple', '#fa0', 'oklch(0.5 0.2 27)', '4px', '0']);
    for (const name of names) element.removeAttribute(name);
    await moment();
    expect(values()).toEqual(['', '', '', '', '']);
    expect(reported).toEqual([]);
  });

  it.each(['red;background:url(//x)', 'url(//x)', 'var(--x)', 'red !important', '}', 'expression(1)'])('report the invalid value %s', async (value) => {
    const { element, reported } = await themed({ accent: value, radius: '4px', gap: value });
    await moment();
    expect(element.getAttribute('style')).toBe('--mf-radius: 4px;');
    expect(reported).toEqual(['invalid_option accent', 'invalid_option gap']);
  });

  it('restore the default when an invalid value follows a valid one', async () => {
    const { element } = await themed({ accent: 'red' });
    await moment();
    element.setAttribute('accent', 'url(//x)');
    await moment();
    expect(element.style.getPropertyValue('--mf-accent')).toBe('');
  });

  it('keep the host’s own style', async () => {
    const { element } = await themed({ style: '--mf-accent: teal; color: red' });
    await moment();
    expect(element.getAttribute('style')).toBe('--mf-accent: teal; color: red');
  });
});
