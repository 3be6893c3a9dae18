import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core';
import { createDemoPolar } from '../../src/testing';
import { inspect } from './inspect';
import { momentsOf } from './moments';
import { Oracle } from './oracle';
import { checkLabels, checkSecrets, checkShape, isWell, longestWait, noMemory } from './rules';
import { surveyOf } from './survey';
import { wireOf } from './truth';

const noon = Date.parse('2026-11-14T13:37:00Z');

const honest = `
  <header data-alive="before"></header>
  <div data-slot="usage"><div class="mf-widget"><div class="mf-frame">
    <div class="mf-head"><h2>Usage</h2></div>
    <div class="mf-period">Today is day 14 of 30 · credits renew Dec 1</div>
    <div class="mf-alert"><bdi class="mf-alert-name">Image credits</bdi><span> will run out around Nov 15 at this pace, 16 days before renewal.</span></div>
    <ul class="mf-list"><li>
    <div class="mf-usage"><span>AI tokens: 2.41 million of 2 million tokens used, 412,350 over, $4.12 so far, renews December 1</span>
      <bdi class="mf-usage-name">AI tokens</bdi><span>+$4.12 so far</span><span>2.41M tokens used · 2M included · 412,350 over at $10 / 1M, billed as you go</span></div>
  </li></ul></div></div></div>
  <div data-slot="billing"><div class="mf-widget"><div class="mf-frame"><div class="mf-head"><h2>Billing</h2></div><div class="mf-body"><article aria-label="Lumen Pro">
    <strong class="mf-amount-figure">$43.41</strong><span class="mf-amount-day">due Dec 1, in 17 days</span>
    <div class="mf-forecast">About <strong>$96</strong> by then at this pace</div><span>Due Dec 1, 2026</span>
    <ul><li><div class="mf-line"><span>Base price</span><span>$20.00</span></div></li>
    <li><div class="mf-line"><span>AI tokens</span><span class="mf-line-detail">412,350 over at $10 / 1M tokens</span><span>$4.12</span></div></li></ul>
  </article></div></div></div></div>
  <footer data-alive="after"></footer>`;

/** Checks a page of `ada` against the rules. */
async function judge(html: string, memory = noMemory()): Promise<string[]> {
  document.body.innerHTML = '<p></p><div></div>';
  const root = document.body.lastElementChild!;
  root.innerHTML = html;
  const oracle = new Oracle();
  oracle.learn(await wireOf(createDemoPolar({ now: () => new Date(noon), moving: false }), 'ada'));
  const scene = { memory, mounted: true, visible: true, now: noon };
  return [...checkShape(surveyOf(root), scene), ...inspect(root, { oracle, began: noon, now: noon, moments: [noon], readings: [noon] })];
}

it('the rules accept a correct page, and one with dashes for unknown amounts', async () => {
  expect(await judge(honest)).toEqual([]);
  expect(await judge(honest.replace('$43.41', '—').replace('$20.00', '—'))).toEqual([]);
});

describe('the rules reject a page that shows', () => {
  it.each([
    ['zero in place of a total', '$43.41', '$0.00', 'The total of Lumen Pro is "$0.00"'],
    ['an amount that is one cent too high', '$43.41', '$43.42', 'The total of Lumen Pro is "$43.42"'],
    ['the amount of another line', '$20.00', '$19.29', 'The line Base price of Lumen Pro is "$19.29"'],
    ['zero in place of usage', '2.41M tokens', '0 tokens', 'AI tokens: the number 0 in'],
    ['other usage in the sentence for screen readers', '2.41 million', '2.42 million', 'AI tokens: the number 2.42 million in'],
    ['another rate in a row', '$10 / 1M, billed', '$11 / 1M, billed', 'AI tokens: the number $11 in'],
    ['another day of the period', 'day 14', 'day 15', 'the period: the number 15 in'],
    ['another renewal', 'credits renew Dec 1<', 'credits renew Dec 2<', 'the period: the date Dec 2 in'],
    ['another day on which credits run out', 'around Nov 15', 'around Nov 16', 'the alert about Image credits: the date Nov 16 in'],
    ['another distance to the renewal', '16 days before', '15 days before', 'the alert about Image credits: the number 15 in'],
    ['another distance to the due date', 'in 17 days', 'in 18 days', 'Lumen Pro: the number 18 in'],
    ['another estimate of the charge', '$96', '$97', 'the estimate of Lumen Pro: the number $97 in'],
    ['another rate in a line', '$10 / 1M tokens', '$11 / 1M tokens', 'Lumen Pro, AI tokens: the number $11 in'],
    ['a date on which nothing is due', 'Dec 1, 2026', 'Dec 2, 2026', 'Lumen Pro: the date Dec 2, 2026 in'],
    ['a line that the bill does not have', 'Base price', 'Service fee', 'Lumen Pro has a line "Service fee"'],
    ['a meter of another customer', '"mf-usage-name">AI tokens', '"mf-usage-name">Rivals', 'A bar is called "Rivals"'],
    ['NaN', '412,350 over at $10 / 1M tokens', 'NaN over at $10 / 1M tokens', 'says "NaN over'],
    ['undefined', 'Due Dec 1, 2026', 'Due undefined', 'says "Due undefined"'],
    ['a token', 'billed as you go', 'polar_cst_1', 'polar_cst_1'],
    ['a token in an attribute', 'class="mf-list"', 'class="mf-list" data-key="polar_cst_1"', '<ul> has data-key='],
    ['a widget with only a heading', /<article.*<\/article>/s, '', 'The widget billing is blank'],
    ['only a part of the host page', '<footer data-alive="after"></footer>', '', 'The React root of the host is gone'],
  ])('%s', async (_, of, by, sentence) => {
    const page = honest.replace(of, by);
    expect(page).not.toBe(honest);
    expect(await judge(page)).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  it('a skeleton in place of data, or for too long', async () => {
    const memory = noMemory();
    await judge(honest, memory);
    const waiting = honest.replace(/<article.*<\/article>/s, '<div data-state="loading">Loading…</div>');
    memory.loadingSince.billing = noon - longestWait - 1000;
    expect(await judge(waiting, memory)).toEqual(['What billing had shown is gone: BillingLoading…', 'The skeleton of billing has been visible for 41 s']);
  });
});

it('the rules reject old data without a label, and don’t count labeled old data as recovered', async () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queryKey = ['meterface', 'ada', 'key', 'meters', 'list'];
  queryClient.setQueryData(queryKey, []);
  const query = queryClient.getQueryCache().find({ queryKey })!;
  query.setState({ status: 'error', error: new PortalError('timeout', 'Too late.') });
  Object.assign(query, { isActive: () => true });
  await judge(honest);
  const root = document.body.lastElementChild!;
  const oracle = new Oracle();
  oracle.counts = { meters: 1, subscriptions: 1, wallets: 0 };
  expect(isWell(surveyOf(root), oracle)).toBe(true);
  expect(checkLabels(surveyOf(root), queryClient, 'ada')).toEqual(['Meters are old, but usage has no label']);
  root.querySelector('.mf-list')!.insertAdjacentHTML('beforebegin', '<div class="mf-stale"><div class="mf-hint" role="status">Showing data from 1:37 PM.</div></div>');
  expect(checkLabels(surveyOf(root), queryClient, 'ada')).toEqual([]);
  expect(isWell(surveyOf(root), oracle)).toBe(false);
});

it('the rules reject a token in a key, in cached data, in an error and in storage', () => {
  const secrets = { tokens: new Set(['secret-1']), reported: [] };
  const queryClient = new QueryClient();
  expect(checkSecrets(queryClient, secrets)).toEqual([]);
  queryClient.setQueryData(['meterface', 'secret-1'], { token: 'polar_mst_1' });
  localStorage.setItem('session', 'secret-1');
  const reported = [new Error('Not with secret-1.')];
  expect(checkSecrets(queryClient, { ...secrets, reported })).toEqual(['A token is in a query key', 'A token is in an error', 'A token is in cached data', 'A token is in storage']);
  localStorage.clear();
});

it('the period of a list is that of the older numbers, if only one of its two requests has arrived since', () => {
  const queryClient = new QueryClient();
  const set = (resource: string, updatedAt: number, source = 1) => queryClient.setQueryData(['meterface', 'fay', source, resource, 'list', {}], {}, { updatedAt });
  set('meters', noon);
  set('subscriptions', noon + 60_000);
  set('meters', noon - 60_000, 2);
  expect(momentsOf(queryClient)).toEqual({ moments: [noon + 60_000], readings: [noon] });
  set('meters', noon + 90_000);
  expect(momentsOf(queryClient).readings).toEqual([noon + 60_000]);
});
