import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query';
import { hydrateRoot } from 'react-dom/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Billing, deserializeData, PortalProvider, prefetchPortal, serializeData, Usage } from '../../src';
import { formatWith } from '../components/conformance';
import { mockTime, pass, servePolar } from '../react/polar';
import { renderOnServer } from '../support/renderOnServer';
import { holdInvariants } from './invariants';

holdInvariants();

/** Added to each text that the browser formats. */
const mark = '\u2009';

/** Renders a customer's page on a server and hydrates it in a browser with other language data. */
async function open(locale: string) {
  mockTime();
  const polar = await servePolar({ moving: true, now: () => new Date() });
  const portal = { source: polar.source('ada'), scope: 'ada', refreshEvery: 60_000 };
  const make = (queryClient: QueryClient) => (
    <PortalProvider {...portal} queryClient={queryClient} locale={locale}>
      <Usage showAsOf />
      <Billing showAsOf />
    </PortalProvider>
  );
  const onServer = new QueryClient();
  await prefetchPortal(onServer, portal);
  const state = JSON.stringify(serializeData(dehydrate(onServer)));
  const place = document.body.appendChild(document.createElement('div'));
  place.innerHTML = renderOnServer(make(onServer));
  onServer.clear();
  const served = textsIn(place);

  const restore = formatWith(mark);
  const client = new QueryClient();
  hydrate(client, deserializeData(JSON.parse(state)));
  const corrected: unknown[] = [];
  const root = hydrateRoot(place, make(client), { onRecoverableError: (error: unknown) => void corrected.push(error) });
  onTestFinished(async () => {
    root.unmount();
    place.remove();
    restore();
    await pass(1);
  });
  await pass(1);
  return { place, served, corrected };
}

// Languages whose data really differs between servers and browsers.
describe.each(['uk', 'ru', 'ko', 'kk'])('92 · a server with other language data for %s', (locale) => {
  it('92 · causes no error, and the next refresh shows the browser’s texts', async () => {
    const { place, served, corrected } = await open(locale);
    expect(corrected).toEqual([]);
    const plain = textsIn(place).map((text) => text.replaceAll(mark, ''));
    // The time of day is the browser's from the start.
    const times = (texts: string[]) => texts.filter((text) => !text.startsWith('As of'));
    expect(times(plain)).toEqual(times(served));
    await pass(70, 10);
    const changed = [...place.querySelectorAll('.mf-usage-value > *')].filter(({ textContent }) => textContent.includes(mark));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.map(({ childNodes }) => childNodes.length)).toEqual(changed.map(() => 1));
    expect(corrected).toEqual([]);
  });
});

it('92 · a server leaves no time of day of its own in the page', async () => {
  const { place } = await open('en');
  const times = textsIn(place).filter((text) => text.startsWith('As of'));
  expect(times).toHaveLength(2);
  expect(times.every((text) => text.includes(mark))).toBe(true);
});

it('99 · host data with the keys of Meterface’s own format stays as it is in a hydrated client', () => {
  const client = new QueryClient();
  const data = { at: { $date: '2026-11-26T00:00:00Z' }, long: { $date: { $numberLong: '5' } }, odd: { $error: 1 } };
  client.setQueryData(['host'], data);
  const restored = new QueryClient();
  hydrate(restored, deserializeData(JSON.parse(JSON.stringify(serializeData(dehydrate(client))))));
  expect(restored.getQueryData(['host'])).toEqual(data);
});

function textsIn(place: Element): string[] {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push((walker.currentNode as Text).data);
  return texts;
}
