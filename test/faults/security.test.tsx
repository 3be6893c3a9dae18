import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Billing, ErrorNotice, PortalError, Usage } from '../../src';
import { safeHref } from '../../src/core/href';
import { themeProperties } from '../../src/core/theme';
import { createPolarSource } from '../../src/sources';
import { type WireMeterOverrides, wireMeter } from '../../src/testing';
import { pass, servePolar, settle } from '../react/polar';
import { barsIn, namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage, otherItems, expectRecovery } from './page';

holdInvariants();

const both = (
  <>
    <Usage />
    <Billing />
  </>
);

/** Opens a page on which everything has this name. */
async function named(name: string) {
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ['name', 'label', 'custom_label', 'description'].includes(key) && typeof inner === 'string' ? name : rename(inner)]));
  };
  const page = await openPage({ widget: both, faults: [{ fault: 'mutate', times: Infinity, change: rename }] });
  await waitFor(() => expect(namesIn(page.container)).toHaveLength(5));
  await screen.findByRole('article');
  return page;
}

describe('names', () => {
  it.each(['<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '</bdi><script>alert(1)</script>', '{{7*7}}'])('71 · %s renders as text', async (name) => {
    const { container } = await named(name);
    expect(new Set(namesIn(container))).toEqual(new Set([name]));
    expect(container.querySelector('img, script, iframe, a, [onload], [onerror]')).toBeNull();
  });

  it('72 · with bidirectional controls are isolated, and the controls removed', async () => {
    const { container } = await named('\u202Egnp.exe\u2066\u0000\u001b[31m');
    expect(container.querySelector('bdi')).toHaveTextContent('gnp.exe[31m');
    // oxlint-disable-next-line no-control-regex
    expect(container.innerHTML).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/);
  });

  it('72 · of ten thousand characters are truncated everywhere', async () => {
    const { container } = await named('x'.repeat(10_000));
    expect(namesIn(container).map((name) => name.length)).toEqual([120, 120, 120, 120, 120]);
    expect(container.innerHTML).not.toMatch(/x{121}/);
  });
});

describe('102 · text from the server', () => {
  const hostile = `\u202E\u2066${'x'.repeat(5000)}\u0000`;

  it('102 · such as a currency or a status is truncated, and shown without control characters', async () => {
    const change = (items: Array<Record<string, unknown>>) => items.map((item) => ({ ...item, currency: hostile, status: hostile }));
    const { container } = await openPage({ widget: both, faults: [otherItems('/subscriptions/', change), otherItems('/wallets/', change)] });
    await screen.findByRole('article');
    expect(container.querySelector('header')).toHaveTextContent(/x{119}…$/);
    // oxlint-disable-next-line no-control-regex
    expect(container.innerHTML).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]|x{121}/);
  });

  it('102 · gives way to a meter’s default name if it is invisible', async () => {
    const { container } = await named('\u200b\u2060\ufeff\u3164\u2800');
    expect(new Set(namesIn(container))).toEqual(new Set(['Usage']));
  });
});

describe('73 · a return URL', () => {
  const bad = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', ' \u0001javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'blob:https://a.example/1', 'file:///etc/passwd'];

  it.each(bad)('73 · %j makes no link', (address) => {
    expect(safeHref(address)).toBeUndefined();
    const { container } = render(<ErrorNotice error={new PortalError('session_expired', 'The session has expired. It was revoked. Sign in.')} signInUrl={address} />);
    expect(container.querySelector('a')).toBeNull();
  });

  it('73 · makes a link without a referrer if it is valid', () => {
    render(<ErrorNotice error={new PortalError('session_expired', 'The session has expired. It was revoked. Sign in.')} signInUrl="/login?next=/usage" />);
    const link = screen.getByRole('link');
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual(['/login?next=/usage', 'noopener noreferrer']);
  });
});

it('74 · keys and ids named __proto__ or constructor pollute nothing and hide no meter', async () => {
  const poison = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(poison);
    if (typeof value !== 'object' || value === null) return value;
    return { ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)])), ['__proto__']: { polluted: true }, constructor: { prototype: { polluted: true } } };
  };
  const odd = (id: string): WireMeterOverrides => ({ id, meter_id: id, name: id });
  const { container } = await openPage({
    widget: both,
    faults: [
      { fault: 'mutate', on: '/meters/', times: Infinity, change: (body) => poison({ ...(body as object), items: ['__proto__', 'constructor', 'toString'].map((id) => wireMeter(odd(id))) }) },
      { fault: 'mutate', times: Infinity, change: poison },
    ],
  });
  await screen.findByText('Lumen Pro');
  await waitFor(() => expect(namesIn(container).toSorted()).toEqual(['__proto__', 'constructor', 'toString']));
  expect(barsIn(container)[0]?.[1]).toBe('3,750 left');
  expect([({} as { polluted?: true }).polluted, Object.keys(Object.prototype)]).toEqual([undefined, []]);
});

it.each(['red;background:url(//x)', 'red}body{display:none', 'url(//x)', 'expression(alert(1))', 'var(--x)', 'rgb(0,0,0);x:y', 'red/**/;', 'red !important', '\\72 ed', 'image-set("//x" 1x)'])('75 · the theme value %j is rejected without repeating it', (value) => {
  for (const name of ['accent', 'warning', 'critical', 'radius', 'gap'] as const) {
    const make = () => themeProperties({ [name]: value });
    expect(make).toThrow(PortalError);
    expect(make).not.toThrow(value);
  }
  expect(themeProperties({ accent: '#6d28d9', radius: '8px' })).toEqual({ '--mf-accent': '#6d28d9', '--mf-radius': '8px' });
});

describe('a token', () => {
  it.each(['http://api.polar.sh', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://[::2]', 'ftp://localhost', '//evil.example', '/\\evil.example', 'https://user:secret@api.polar.sh'])('77 · is never sent to %s', (server) => {
    const make = () => createPolarSource({ server, getToken: () => 'polar_cst_made' });
    expect(make).toThrow(/Invalid option `server`/);
    expect(make).not.toThrow(/evil|secret/);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80', 'https://polar.example'])('77 · may be sent to %s', (server) => {
    expect(createPolarSource({ server, getToken: () => 'polar_cst_made' }).key).toMatch(/^polar:/);
  });

  it.each([undefined, (url: string, init: RequestInit) => globalThis.fetch(url, init)])('77 · never follows a redirect to another origin', async (fetch) => {
    const other = await servePolar();
    const { polar } = await openPage({ faults: [{ fault: 'redirect', to: `${other.url}/v1/customer-portal/meters/`, times: Infinity }], ...(fetch && { source: { fetch } }) });
    await pass(6);
    await screen.findByRole('alert');
    expect(other.requests).toEqual([]);
    await expectRecovery(polar, "We couldn't reach the server");
  });
});

it('78 · nothing that a 422 repeats of the request is shown or reported', async () => {
  const reported: unknown[] = [];
  const detail = [{ type: 'string_type', loc: ['query', 'query'], msg: 'SENTINEL is not a string', input: 'SENTINEL@example.com' }];
  const { polar, container } = await openPage({
    provider: { onError: (error) => reported.push(error) },
    prepare: (polar) => (polar.respond = ({ method }) => (method === 'GET' ? Response.json({ error: 'SENTINEL', detail }, { status: 422, headers: { 'Access-Control-Allow-Origin': '*' } }) : undefined)),
  });
  await screen.findByRole('alert');
  await settle();
  expect(container).not.toHaveTextContent('SENTINEL');
  expect(reported.length).toBeGreaterThan(0);
  expect(JSON.stringify(reported.map((error) => [String(error), (error as Error).stack, error]))).not.toContain('SENTINEL');
  await expectRecovery(polar, "We couldn't load this");
});

describe('79 · a page with the strictest policy', () => {
  it('79 · gets no style attribute, script, style element, markup from text or code from text', async () => {
    const compiled: unknown[] = [];
    const whole = globalThis.Function;
    const record = (code: string[]) => {
      // jsdom compiles selectors.
      if (!/node_modules\/@asamuzakjp\//.test(new Error().stack ?? '')) compiled.push(code);
      return whole(...code);
    };
    vi.stubGlobal('Function', new Proxy(whole, { construct: (_, code) => record(code), apply: (_, __, code) => record(code) }));
    const markup = [vi.spyOn(Element.prototype, 'innerHTML', 'set'), vi.spyOn(Element.prototype, 'outerHTML', 'set'), vi.spyOn(Element.prototype, 'insertAdjacentHTML'), vi.spyOn(document, 'write')];
    const { container } = await openPage({ widget: both, faults: [otherItems('/meters/', ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest])] });
    await screen.findByText('Lumen Pro');
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(compiled).toEqual([]);
    expect(markup.flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(container.querySelector('[style], style, script, link, [onclick]')).toBeNull();
  });

  it('79 · gets zod/mini and no other zod, because classic zod compiles code', () => {
    const folder = join(import.meta.dirname, '../../src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const entries = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '(zod[^']*)'/g)].map(([, entry]) => entry));
    expect(new Set(entries)).toEqual(new Set(['zod/mini']));
  });
});
