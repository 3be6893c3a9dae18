import { cleanup, render, screen, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { describe, expect, it } from 'vitest';
import { reference } from '../../scripts/reference.js';
import * as api from '../../src';
import { billOf, parsePrice, parseSubscription } from '../../src/core';
import { createBetterAuthSource, createPolarSource, createStateSource } from '../../src/sources';
import { wireMeter, wirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { forbidden } from '../components/conformance';
import { modelOf } from '../components/model';
import { settle } from '../react/polar';
import { exportsOf } from '../support/api';
import { namesIn } from '../widgets/widgets';
import { holdInvariants, report } from './invariants';
import { openPage } from './page';

holdInvariants();

const subscription = parseSubscription(wireSubscription({ meters: [wireSubscriptionMeter({ consumed_units: 12_000, amount: 7 })] }));
const meter = subscription.meters[0]!;
const priced = { meter, price: parsePrice(wirePriceMeteredUnit()), currency: 'usd' };
const period = { start: subscription.currentPeriodStart, end: subscription.currentPeriodEnd };
const now = new Date('2026-11-14T13:37:00Z');
const counts = { consumedUnits: 120, creditedUnits: 100, balance: -20 };
const part = { usage: modelOf(counts), className: 'a' };
const one = { name: 'Images', unit: 'scalar', meter: { meter: { name: 'Images' } }, terms: {}, children: () => 'x', cost: '$1', rate: '$2', elapsed: 0.5, expectedUnits: 140, className: 'a' };

/** Each public component that loads nothing: its required props, and all of its optional ones. */
const components: Record<string, [required: object, optional: object]> = {
  AmountDue: [{ amount: 4341, currency: 'usd' }, { dueAt: now, now, before: [], outcome: 'charged', certainty: 'estimate', note: 'x', receipt: 'x', className: 'a' }],
  Balance: [counts, one],
  BillSkeleton: [{}, { rows: 2, className: 'a' }],
  BillSummary: [{ bill: billOf(subscription) }, { now, period, isPaymentMissing: true, isBalanceShared: true, units: {}, hidesUnits: true, action: 'x', details: () => 'x', className: 'a' }],
  CreditSources: [{ grants: [] }, { subscriptions: [], meters: [], meterId: 'x', units: {}, now, className: 'a' }],
  ErrorNotice: [{ error: new Error('x') }, { onRetry: () => {}, subject: 'x', retrying: true, signInUrl: '/x', children: 'x', className: 'a' }],
  HistorySkeleton: [{}, { className: 'a' }],
  LocalizationProvider: [{ children: 'x' }, { locale: 'en', messages: {}, timeZone: 'UTC' }],
  Notice: [{ title: 'x' }, { kind: 'quiet', children: 'x', className: 'a' }],
  Projection: [{ ...priced, period, now }, { price: priced.price, currency: 'usd', className: 'a' }],
  Receipt: [priced, { price: priced.price, inTrial: true, className: 'a' }],
  UsageBar: [counts, { ...one, note: 'x', spoken: 'x', chart: 'x', action: 'x' }],
  UsageHistory: [{ history: { quantities: [{ timestamp: period.start, quantity: 5 }], total: 5 } }, { meterId: 'x', periods: 2, compare: true, by: 'x', presets: true, interval: 'day', unit: 'scalar', creditedUnits: 4, consumedUnits: 5, now, timeZone: 'UTC', className: 'a' }],
  UsageName: [part, part],
  UsageNumber: [counts, { ...one, spoken: 'x' }],
  UsageRing: [counts, { ...one, spoken: 'x' }],
  UsageSkeleton: [{}, { rows: 2, layout: 'table', className: 'a' }],
  UsageStack: [{ name: 'Images', meters: [counts], creditedUnits: 100 }, { unit: 'scalar', terms: {}, className: 'a' }],
  UsageStatus: [part, part],
  UsageTrack: [part, part],
  UsageValue: [part, part],
  WalletBalance: [{ wallet: { balance: 5, currency: 'usd' } }, { className: 'a' }],
  WhatIf: [priced, { price: priced.price, most: 5, className: 'a' }],
};
const providerProps = ['locale', 'messages', 'timeZone', 'refreshEvery', 'onError', 'signInUrl', 'queryClient'];
const usageProps = ['filters', 'whenSpent', 'units', 'meters', 'groupBy', 'show', 'layout', 'variant', 'action', 'header', 'headingLevel', 'expected', 'pageSize', 'empty', 'error', 'showAsOf', 'className'];
/** The other public components that load data: their props, and a text that they then show. */
const widgets: [name: string, props: Record<string, unknown>, shown: RegExp][] = [
  ['Billing', { units: null, show: null, action: null, header: null, headingLevel: null, empty: null, error: null, showAsOf: null, className: null }, /Lumen Pro/],
  ['CopyBilling', { formats: null, className: null }, /Copy$/],
  ['CopyUsage', { formats: null, filters: null, whenSpent: null, units: null, meters: null, className: null }, /Copy$/],
  ['Credits', { expected: null, header: null, headingLevel: null, empty: null, error: null, showAsOf: null, units: null, className: null }, /Image credits/],
  ['Offers', { offers: [], current: null, months: null, action: null, headingLevel: null, className: null }, /^/],
  ['UsageAlert', { action: null, dismissible: null, filters: null, whenSpent: null, units: null, meters: null, className: null }, /run out|none left|only/],
  ['UsageBudget', { budget: null, onBudgetChange: null, enforced: null, filters: null, whenSpent: null, units: null, meters: null, className: null }, /^/],
  ['UsageInline', { meterId: null, variant: null, action: null, whenSpent: null, units: null, className: null }, /./],
];
const loading: Record<string, string[]> = { PortalProvider: providerProps, Usage: usageProps, ...Object.fromEntries(widgets.map(([name, props]) => [name, Object.keys(props)])) };

describe('93 · null for what a host may leave out', () => {
  it('93 · is tested with every public component', () => {
    const names = exportsOf(`${import.meta.dirname}/../../src/index.ts`).filter(({ name, isType }) => !isType && /^[A-Z]/.test(name) && name !== 'PortalError');
    expect(names.map(({ name }) => name)).toEqual([...Object.keys(components), ...Object.keys(loading)].toSorted());
  });

  it('93 · is tested with every optional prop of components that load nothing', () => {
    const untested = reference()[0]!.entries.flatMap(({ name, members }) => {
      const [required, optional] = components[name] ?? [];
      return members.filter((prop) => prop.isOptional && required && optional && !(prop.name in required) && !(prop.name in optional)).map((prop) => `${name} ${prop.name}`);
    });
    expect(untested).toEqual([]);
  });

  // A `title` of null hides the heading, and React itself accepts null as `children`.
  it('93 · is tested with every optional prop of components that load data, except title and children', () => {
    const untested = reference()[0]!.entries.flatMap(({ name, members }) =>
      members.filter((prop) => prop.isOptional && loading[name] && ![...loading[name], 'title', 'children'].includes(prop.name)).map((prop) => `${name} ${prop.name}`),
    );
    expect(untested).toEqual([]);
  });

  it.each(Object.entries(components))('93 · counts as left out, in %s', (name, [required, optional]) => {
    const Component = (api as unknown as Record<string, ComponentType>)[name]!;
    const htmlOf = (props: object) => {
      const { container } = render(<Component {...props} />);
      const html = container.innerHTML.replace(/(?<=(id|for)=")[^"]+/g, '');
      cleanup();
      return html;
    };
    for (const prop of Object.keys(optional).filter((key) => !(key in required) || name === 'Projection')) {
      // For `dueAt`, null and undefined mean different things.
      if (prop === 'dueAt') continue;
      expect([prop, htmlOf({ ...required, [prop]: null })]).toEqual([prop, htmlOf({ ...required, [prop]: undefined })]);
    }
  });

  it.each(Object.entries(components))('93 · a number, text or `true` in its place shows no nonsense in %s', (name, [required, optional]) => {
    const Component = (api as unknown as Record<string, ComponentType>)[name]!;
    for (const prop of Object.keys(optional).filter((key) => !['className', 'children', 'note', 'receipt', 'onRetry', 'title', 'usage', 'kind', 'retrying', 'interval', 'terms', 'meter', 'grants', 'subscriptions', 'before', 'messages', 'most', 'spoken', 'outcome', 'certainty', 'price'].includes(key))) {
      for (const value of [42, 'text', true]) {
        const { container } = render(<Component {...{ ...required, [prop]: value }} />);
        expect(`${prop}=${value}: ${container.innerHTML}`).not.toMatch(forbidden);
        cleanup();
      }
    }
  });

  it.each(providerProps)('93 · counts as left out, in PortalProvider (%s)', async (prop) => {
    const { container, polar } = await openPage({ widget: <><api.Usage showAsOf /><api.Billing /></>, provider: { refreshEvery: 0, [prop]: null } });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    await screen.findByRole('article');
    expect(polar.demo.calls.filter(({ status }) => status >= 400 && status !== 404)).toEqual([]);
  });

  it.each(usageProps)('93 · counts as left out, in Usage (%s)', async (prop) => {
    const { container } = await openPage({ widget: <api.Usage {...{ [prop]: null }} /> });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
  });

  it.each(widgets)('93 · counts as left out, in %s', async (name, props, shown) => {
    const Widget = (api as unknown as Record<string, ComponentType>)[name]!;
    const { container } = await openPage({ widget: <Widget {...props} /> });
    await waitFor(() => expect([container.textContent, container.querySelector('[data-state=loading], [aria-busy=true]')]).toEqual([expect.stringMatching(shown), null]));
    expect(container.querySelector('[data-kind=problem]')?.textContent ?? '').toBe('');
  });

  it.each(['Usage', 'Billing', 'Credits', 'UsageAlert', 'UsageInline'])('93 · has the same result as leaving the prop out, in %s', async (name) => {
    const Widget = (api as unknown as Record<string, ComponentType<object>>)[name]!;
    // A `header` of null leaves out the heading.
    const props = loading[name]!.filter((prop) => prop !== 'header' && prop !== 'meterId');
    const { meter_id: meterId } = wireMeter({ name: 'Image credits' });
    const htmlOf = async (customer: string, value?: null) => {
      const { container, unmount } = await openPage({ customer, widget: <Widget {...{ ...(name === 'UsageInline' && { meterId }), ...Object.fromEntries(props.map((prop) => [prop, value])) }} /> });
      await waitFor(() => expect([container.querySelector('[data-state=loading], [aria-busy=true]'), container.textContent]).toEqual([null, expect.stringMatching(/./)]));
      await settle(50);
      const html = container.innerHTML.replace(/(?<=(id|for|labelledby|popovertarget)=")[^"]+/g, '');
      unmount();
      return html;
    };
    // Ten or more meters are drawn in another way than a few.
    for (const customer of name === 'UsageInline' ? ['ada'] : ['ada', 'dee']) expect(await htmlOf(customer, null)).toBe(await htmlOf(customer));
  });

  it('93 · in `messages` keeps the English text', async () => {
    const messages = { usageTitle: 'Mine', usageValue: null, loading: undefined } as unknown as Partial<api.Messages>;
    const { container } = await openPage({ provider: { messages } });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    expect(container).toHaveTextContent('Mine');
    expect(container).toHaveTextContent('465 of 500 used');
  });

  it.each([{ getToken: null }, { server: null }, { version: null }, { fetch: null }, { timeout: null }])('93 · counts as left out, in createPolarSource(%o)', (options) => {
    const make = createPolarSource as unknown as (options: object) => unknown;
    expect(() => make({ token: 'polar_cst_made', ...options })).not.toThrow();
    expect(() => make({ token: null, getToken: () => 'polar_cst_made' })).not.toThrow();
    expect(() => make({ server: '/api/portal', token: null, getToken: null })).not.toThrow();
    expect(() => make({ token: null, getToken: null })).toThrow(/It is missing, and so is `getToken`\. Pass one of them\./);
  });

  it('93 · counts as left out, in the other sources', async () => {
    expect(() => createBetterAuthSource(null as never)).not.toThrow();
    expect(() => createBetterAuthSource({ baseUrl: null, fetch: null, timeout: null } as never)).not.toThrow();
    const source = createStateSource(() => ({}), { meters: null, products: null, key: null, timeout: null } as never);
    expect(source.key).toBe('state');
    await expect(source.meters()).rejects.toThrow(api.PortalError);
  });
});

it.each<[prop: string, what: string, make: () => unknown]>([
  ['source', 'null', () => null],
  ['source', 'undefined', () => undefined],
  ['source', 'a number', () => 42],
  ['source', 'a promise', () => Promise.resolve()],
  ['source', 'an empty object', () => ({})],
  ['source', 'a proxy that throws', () => new Proxy({}, { get: () => { throw new Error('SENTINEL'); } })],
  ['scope', 'null', () => null],
  ['scope', 'undefined', () => undefined],
  ['scope', 'empty', () => ''],
])('93 · a missing or invalid %s of PortalProvider (%s) is reported inside each widget, with what to do', async (prop, _, make) => {
  const errors: string[] = [];
  const onError = (error: api.PortalError) => {
    report(error);
    errors.push(`${error.code}: ${error.message}`);
  };
  const { container } = await openPage({ widget: <><p>Your own text</p><api.Usage /></>, provider: { [prop]: make(), onError } });
  await waitFor(() => expect(screen.getByRole('alert')).toHaveAttribute('data-code', 'invalid_option'));
  expect(container).toHaveTextContent('Your own text');
  expect(new Set(errors)).toEqual(new Set([expect.stringMatching(prop === 'source' ? /^invalid_option: .*`source`.*Pass one such as createPolarSource/ : /^invalid_option: .*`scope`.*Pass the customer's stable id/) as string]));
});
