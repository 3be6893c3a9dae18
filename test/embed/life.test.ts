import { focusManager, onlineManager } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { defineMeterface, MeterfaceBilling, MeterfaceUsage } from '../../src/embed';
import { gate, mockTime, pass, servePolar, settle } from '../react/polar';
import { create, type Element, inside, listen, moment, put, show, signedIn, textOf } from './elements';

const usageLoads = (element: Element) => inside(element).findByText(/^Image credits: /);

/** A document with its own window. */
function otherPage(): Document {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  return frame.contentDocument!;
}

describe('an element moved', () => {
  it('within the page keeps its content and sends no request', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    const meter = await usageLoads(element);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await settle();
    document.body.prepend(element);
    await settle();
    expect(inside(element).getByText(/^Image credits: /)).toBe(meter);
    expect(polar.requests).toHaveLength(3);
    place.remove();
  });

  it('while loading keeps waiting for its response', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const element = await show(signedIn(polar, 'ada'));
    await vi.waitFor(() => expect(polar.requests).toHaveLength(3), 15_000);
    document.body.prepend(element);
    await settle();
    hold.open();
    await usageLoads(element);
    expect(polar.requests).toHaveLength(3);
    expect(polar.aborted).toEqual([]);
  });

  it('to another document works there', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await usageLoads(element);
    const page = otherPage();
    await put(element, page.body);
    expect(element.ownerDocument).toBe(page);
    element.setAttribute('locale', 'de');
    await moment();
    expect(textOf(element)).toContain('48.230 requests');
    document.body.append(element);
    await settle();
    expect(textOf(element)).toContain('48.230 requests');
    expect(polar.requests).toHaveLength(3);
  });

  it('to a document without a window unmounts and renders again when it returns', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await usageLoads(element);
    await put(element, document.implementation.createHTMLDocument().body);
    expect(textOf(element)).toBe('');
    await put(element);
    await usageLoads(element);
    expect(polar.requests).toHaveLength(6);
  });
});

describe('a removed element', () => {
  it('aborts its requests without reporting an error', async () => {
    const polar = await servePolar();
    polar.respond = gate().wait;
    const element = await show(signedIn(polar, 'ada'));
    const reported = listen(element);
    await vi.waitFor(() => expect(polar.requests).toHaveLength(3), 15_000);
    element.remove();
    await vi.waitFor(() => expect(polar.aborted).toHaveLength(3), 15_000);
    expect(reported).toEqual([]);
    expect(textOf(element)).toBe('');
  });

  it.each(['meterface-usage', 'meterface-billing'] as const)('leaves no timer (%s)', async (name) => {
    const polar = await servePolar();
    // In process, because Node's fetch has timers for its connections.
    vi.stubGlobal('fetch', polar.demo);
    mockTime();
    const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '60000' }, name);
    await pass(2);
    // The code of bills is imported in real time.
    await vi.waitFor(() => expect(textOf(element)).not.toContain('Loading…'), 15_000);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    element.remove();
    await pass(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer when removed before its response', async () => {
    const polar = await servePolar();
    const fetch = vi.fn((_: string, { signal }: RequestInit) => new Promise((_, reject) => signal?.addEventListener('abort', reject)));
    vi.stubGlobal('fetch', fetch);
    mockTime();
    const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '60000' });
    await pass(1);
    expect(fetch).toHaveBeenCalledTimes(3);
    element.remove();
    await pass(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no listener on the page', async () => {
    const polar = await servePolar();
    // React adds its listeners to the document once and keeps them.
    await showAndRemove(polar);
    const leftover = watchListeners();
    for (let visit = 0; visit < 5; visit += 1) await showAndRemove(polar);
    expect(leftover()).toEqual([]);
    expect([focusManager, onlineManager].map((manager) => manager.hasListeners())).toEqual([false, false]);
  });

  it('renders again when it is added again', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await usageLoads(element);
    element.remove();
    await settle();
    await put(element);
    await usageLoads(element);
    expect(polar.requests).toHaveLength(6);
  });

  it('sends no request if removed before its first render', async () => {
    const polar = await servePolar();
    const element = create(signedIn(polar, 'ada'));
    document.body.append(element);
    element.remove();
    await settle();
    expect(polar.requests).toEqual([]);
    expect(element.shadowRoot).toBeNull();
  });

  it('hands its data over to the element that replaces it', async () => {
    const polar = await servePolar();
    const access = signedIn(polar, 'ada');
    const element = await show(access);
    await usageLoads(element);
    const next = create({ 'refresh-every': '0', ...access });
    // `next` has no pending render now, so it renders after the removed element unmounts.
    await moment();
    element.replaceWith(next);
    await moment();
    expect(inside(next).getByText(/^Image credits: /)).toBeInTheDocument();
    await settle();
    expect(polar.requests).toHaveLength(3);
  });
});

describe('a cloned element', () => {
  it('keeps its theme and loads data if it needs no token', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }));
    const element = create({ server: '/api/portal', accent: 'teal' });
    const copy = element.cloneNode(true) as Element;
    await put(copy);
    expect(copy.style.getPropertyValue('--mf-accent')).toBe('teal');
    expect((copy.cloneNode(true) as Element).shadowRoot).toBeNull();
    await vi.waitFor(() => expect(textOf(copy)).toContain('No usage to show'), 15_000);
    copy.remove();
    await settle();
  });
});

describe('defineMeterface()', () => {
  it('keeps elements that are already defined', () => {
    defineMeterface();
    class First extends HTMLElement {}
    const names = new Map<string, CustomElementConstructor>([['meterface-usage', First]]);
    const registry = { get: (name: string) => names.get(name), define: (name: string, element: CustomElementConstructor) => names.set(name, element) };
    defineMeterface(registry as unknown as CustomElementRegistry);
    expect(names.get('meterface-usage')).toBe(First);
    expect(names.get('meterface-billing')).toBe(MeterfaceBilling);
    expect([...names.keys()].toSorted()).toEqual(['alert', 'amount-due', 'balance', 'billing', 'meter', 'portal', 'usage'].map((name) => `meterface-${name}`));
    expect(customElements.get('meterface-usage')).toBe(MeterfaceUsage);
  });

  it('runs on import of `meterface/embed/define`', async () => {
    const defined = new Map<string, unknown>();
    vi.stubGlobal('customElements', { get: () => undefined, define: (name: string, element: unknown) => void defined.set(name, element) });
    // With a query, because another test file may have imported the module before.
    const again = '../../src/embed/define?again';
    await import(/* @vite-ignore */ again);
    expect([defined.size, defined.get('meterface-billing')]).toEqual([7, MeterfaceBilling]);
  });
});

async function showAndRemove(polar: Awaited<ReturnType<typeof servePolar>>): Promise<void> {
  const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '60000' });
  await usageLoads(element);
  element.remove();
  await settle();
}

/** Collects listeners that are added to the document or its window from now on and not removed. */
function watchListeners(): () => string[] {
  const kept: { name: string; listener: unknown }[] = [];
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const isPage = (target: unknown) => target === document || target === window || target === undefined;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, name, listener, options) {
    if (isPage(this)) kept.push({ name, listener });
    addEventListener.call(this ?? window, name, listener, options);
  });
  vi.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (this: EventTarget, name, listener, options) {
    const index = kept.findIndex((one) => one.name === name && one.listener === listener);
    if (isPage(this) && index >= 0) kept.splice(index, 1);
    removeEventListener.call(this ?? window, name, listener, options);
  });
  return () => kept.map(({ name }) => name);
}
