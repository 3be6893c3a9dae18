import { describe, expect, it, vi } from 'vitest';
import { type PortalError, PortalError as Problem } from '../../src/core';
import { pass, mockTime, servePolar, settle } from '../react/polar';
import { create, inside, listen, moment, nameOf, put, show, signedIn, textOf } from './elements';

describe('an element', () => {
  it('shows what its widget shows, in a tree of its own', async () => {
    const polar = await servePolar();
    const usage = await show(signedIn(polar, 'ada'));
    const billing = await show(signedIn(polar, 'ada'), 'meterface-billing');
    expect(await inside(usage).findByRole('meter', { name: 'Image credits' })).toHaveAttribute('aria-valuetext', '465 of 500 units, 35 left');
    expect(await inside(billing).findByRole('article', { name: 'Lumen Pro' })).toHaveTextContent('$43.41');
    expect(usage.childNodes).toHaveLength(0);
  });

  it('is not empty in its first frame', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await moment();
    expect(textOf(element)).toContain('Loading…');
  });

  it('writes numbers, days and times as its attributes say, and as they say later', async () => {
    const polar = await servePolar();
    const element = await show({ ...signedIn(polar, 'ada'), locale: 'de', 'time-zone': 'Pacific/Auckland' });
    expect(await inside(element).findByText(/48\.230 requests/)).toBeInTheDocument();
    expect(textOf(element)).toContain('Renews 01.12.2026');
    element.setAttribute('locale', 'en');
    await moment();
    expect(inside(element).getByText('48,230 requests')).toBeInTheDocument();
    expect(polar.asked).toHaveLength(2);
  });

  it('asks its own page where `server` is a path', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push(`${init.credentials} ${new URL(url, 'http://page').pathname} ${new Headers(init.headers).has('authorization')}`);
      return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    });
    const element = await show({ server: '/api/portal' });
    await vi.waitFor(() => expect(textOf(element)).toContain('No usage yet'));
    expect(asked.toSorted()).toEqual(['same-origin /api/portal/meters false', 'same-origin /api/portal/subscriptions false']);
  });

  it('refreshes as often as it says', async () => {
    const polar = await servePolar();
    mockTime();
    const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '5000' });
    await pass(2);
    expect(polar.asked).toHaveLength(2);
    await pass(5);
    expect(polar.asked).toHaveLength(4);
    element.setAttribute('refresh-every', '0');
    await pass(30);
    expect(polar.asked).toHaveLength(4);
  });

  it.each(['60', '-1', 'often', '', '1e9', '10000000000'])('does not take `refresh-every="%s"` for milliseconds, and says so once', async (value) => {
    const polar = await servePolar();
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': value });
    const told = listen(element);
    await put(element);
    await settle();
    element.setAttribute('locale', 'de');
    await settle();
    expect(told).toEqual(['invalid_option refresh-every']);
    expect(polar.asked).toHaveLength(2);
  });

  it('draws once what changes together', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    const element = await show({});
    const meters = vi.spyOn(source, 'meters');
    element.source = source;
    element.setAttribute('scope', 'a');
    element.setAttribute('locale', 'de');
    element.setAttribute('scope', 'b');
    element.setAttribute('scope', 'ada');
    await inside(element).findByRole('meter', { name: 'Image credits' });
    expect(meters.mock.calls.map(([, context]) => context?.scope)).toEqual(['ada']);
  });

  it('forgets a customer in the same moment in which another comes', async () => {
    const polar = await servePolar();
    const element = await show({ server: polar.url, scope: 'ada' });
    const customers = ['ada', 'eve'];
    element.getToken = () => polar.demo.createSession(customers.shift() ?? 'nobody').token;
    await inside(element).findByRole('meter', { name: 'AI tokens' });
    element.setAttribute('scope', 'eve');
    await moment();
    expect(textOf(element)).not.toContain('AI tokens');
    expect(await inside(element).findByText('320 left · 36% used')).toBeInTheDocument();
  });

  it('tells of what failed by an event, and to `onError`', async () => {
    const polar = await servePolar();
    polar.answer = () => Response.json({ detail: 'No.' }, { status: 403 });
    const element = create({ ...signedIn(polar, 'ada') });
    const told = listen(element);
    const heard: PortalError[] = [];
    element.onError = (error) => heard.push(error);
    const above = vi.fn();
    document.body.addEventListener('meterface-error', above);
    await put(element);
    await inside(element).findByText("You don't have access to this");
    await vi.waitFor(() => expect(told).toEqual(['forbidden', 'forbidden']));
    expect(heard.map(nameOf)).toEqual(told);
    expect(heard.every((error) => error instanceof Problem)).toBe(true);
    expect(above).not.toHaveBeenCalled();
    document.body.removeEventListener('meterface-error', above);
  });

  it.each<[what: string, attributes: Record<string, string>, code: string]>([
    ['nobody says who asks', { server: 'sandbox' }, 'invalid_option'],
    ['the server is none', { server: 'http://polar.example', token: 'polar_cst_x' }, 'invalid_option'],
    ['an organization’s token is given', { token: 'polar_oat_x' }, 'organization_token'],
    ['a path is given a token', { server: '/api/portal', token: 'polar_cst_x' }, 'invalid_option'],
  ])('asks nothing, and says so, where %s', async (_, attributes, code) => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const element = create(attributes);
    const told = listen(element);
    await put(element);
    await moment();
    expect(inside(element).getByRole('alert')).toHaveAttribute('data-code', code);
    element.setAttribute('locale', 'de');
    await moment();
    expect(told).toEqual([code]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('has a link to sign in only where that leads to a page', async () => {
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

describe('a theme', () => {
  const themed = async (attributes: Record<string, string>) => {
    const element = create({ server: '/api/portal', ...attributes });
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const told = listen(element);
    await put(element);
    return { element, told };
  };

  it('goes to the element’s custom properties, and away with its attributes', async () => {
    const { element, told } = await themed({ accent: 'rebeccapurple', warning: '#fa0', critical: 'oklch(0.5 0.2 27)', radius: '4px', gap: '0' });
    const names = ['accent', 'warning', 'critical', 'radius', 'gap'];
    const values = () => names.map((name) => element.style.getPropertyValue(`--mf-${name}`));
    expect(values()).toEqual(['rebeccapurple', '#fa0', 'oklch(0.5 0.2 27)', '4px', '0']);
    for (const name of names) element.removeAttribute(name);
    await moment();
    expect(values()).toEqual(['', '', '', '', '']);
    expect(told).toEqual([]);
  });

  it.each(['red;background:url(//x)', 'url(//x)', 'var(--x)', 'red !important', '}', 'expression(1)'])('refuses %s and says so', async (value) => {
    const { element, told } = await themed({ accent: value, radius: '4px', gap: value });
    await moment();
    expect(element.getAttribute('style')).toBe('--mf-radius: 4px;');
    expect(told).toEqual(['invalid_option accent', 'invalid_option gap']);
  });

  it('has its default again where a value that is refused follows a good one', async () => {
    const { element } = await themed({ accent: 'red' });
    await moment();
    element.setAttribute('accent', 'url(//x)');
    await moment();
    expect(element.style.getPropertyValue('--mf-accent')).toBe('');
  });

  it('leaves the host’s own style alone', async () => {
    const { element } = await themed({ style: '--mf-accent: teal; color: red' });
    await moment();
    expect(element.getAttribute('style')).toBe('--mf-accent: teal; color: red');
  });
});
