import { screen } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defineMeterface, MeterfaceUsage } from '../../src/embed';
import { create, inside, listen, moment, put, show, signedIn, textOf } from '../embed/elements';
import { gate, mockTime, servePolar, settle } from '../react/polar';
import { holdInvariants } from './invariants';

holdInvariants();

const meters = /\/meters\/\?/;

describe('68 · a custom element', () => {
  it('68 · keeps its content and sends no request when it is moved', async () => {
    const polar = await servePolar();
    const element = await show(signedIn(polar, 'ada'));
    await inside(element).findByText('AI tokens');
    const [places, soFar] = [[document.createElement('div'), document.createElement('div')], polar.requests.length];
    document.body.append(...places);
    for (let move = 0; move < 20; move += 1) {
      places[move % 2]!.append(element);
      await moment();
      expect(textOf(element)).toContain('AI tokens');
    }
    await settle();
    expect(polar.requests).toHaveLength(soFar);
    places.forEach((place) => place.remove());
  });

  it('68 · aborts its requests when it is removed, and loads again when it returns', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const element = await show(signedIn(polar, 'ada'));
    await vi.waitFor(() => expect(polar.requests).toHaveLength(3), 15_000);
    element.remove();
    await vi.waitFor(() => expect(polar.aborted).toHaveLength(3), 15_000);
    polar.respond = undefined;
    hold.open();
    await put(element);
    await inside(element).findByText('AI tokens');
    expect(polar.requests.filter((path) => meters.test(path))).toHaveLength(2);
  });

  it('68 · stays defined when this bundle or another one defines it again', async () => {
    const [usage, billing] = ['meterface-usage', 'meterface-billing'].map((name) => customElements.get(name));
    defineMeterface();
    vi.resetModules();
    const copy = await import('../../src/embed');
    expect(copy.MeterfaceUsage).not.toBe(usage);
    copy.defineMeterface();
    expect([customElements.get('meterface-usage'), customElements.get('meterface-billing')]).toEqual([usage, billing]);
  });

  it('68 · leaves no more timers and listeners after a hundred mounts than after one', async () => {
    mockTime();
    const polar = await servePolar();
    const attributes = { ...signedIn(polar, 'eve'), 'refresh-every': '60000' };
    let listening = 0;
    for (const [name, change] of [['addEventListener', 1], ['removeEventListener', -1]] as const) {
      for (const target of [window, document]) {
        const real = target[name].bind(target) as (...given: unknown[]) => void;
        vi.spyOn(target, name).mockImplementation((...given: unknown[]) => {
          listening += change;
          real(...given);
        });
      }
    }
    const round = async () => {
      const element = await put(create(attributes));
      element.remove();
      await moment();
    };
    const remaining = async () => {
      await settle();
      await vi.advanceTimersByTimeAsync(50);
      return [vi.getTimerCount(), listening];
    };
    await round();
    const base = await remaining();
    for (let count = 0; count < 100; count += 1) await round();
    expect(await remaining()).toEqual(base);
  });
});

describe('76 · a token in an attribute', () => {
  it('76 · is removed before a script can read the markup, and used', async () => {
    const polar = await servePolar();
    const { token } = polar.demo.createSession('ada');
    const seen: string[] = [];
    const observer = new MutationObserver(() => seen.push(document.body.innerHTML));
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    onTestFinished(() => observer.disconnect());
    const place = document.body.appendChild(document.createElement('div'));
    place.innerHTML = `<meterface-usage server="${polar.url}" scope="ada" refresh-every="0" token="${token}"></meterface-usage>`;
    const element = place.querySelector('meterface-usage')!;
    await moment();
    await inside(element).findByText('AI tokens');
    expect(seen.length).toBeGreaterThan(0);
    for (const text of [...seen, textOf(element), element.shadowRoot!.innerHTML, JSON.stringify(element), String(element.token)]) expect(text).not.toContain(token.slice(10));
    place.remove();
  });

  it('76 · of an organization is refused, removed and never repeated', async () => {
    const polar = await servePolar();
    const element = create({ server: polar.url, scope: 'ada', token: 'polar_oat_SENTINEL' });
    const reported = listen(element);
    await put(element);
    expect(inside(element).getByRole('alert')).toHaveAttribute('data-code', 'organization_token');
    expect(element.outerHTML).not.toContain('token=');
    expect([reported, polar.requests]).toEqual([['organization_token'], []]);
    expect(screen.queryByText(/SENTINEL/)).toBeNull();
  });
});

it('75 · an element ignores a theme attribute that is more than a color, and still shows its widget', async () => {
  const polar = await servePolar();
  const element = create({ ...signedIn(polar, 'ada'), accent: 'red;background:url(//x)' });
  const reported = listen(element);
  await put(element);
  await inside(element).findByText('AI tokens');
  expect([element.style.length, reported]).toEqual([0, ['invalid_option accent']]);
  element.remove();
});

describe('83 · a shadow root that the page’s HTML declares', () => {
  it.each(['open', 'closed'] as const)('83 · declared %s is adopted, and the widget replaces its content', async (mode) => {
    const name = `late-${mode}-usage`;
    const polar = await servePolar();
    const element = document.createElement(name);
    // The element is not defined yet, and gets the root that a parser would give it.
    const shadow = element.attachShadow({ mode });
    // An element reaches a closed root only through its internals, and only if HTML declared the root, which jsdom can't do.
    if (mode === 'closed') vi.spyOn(HTMLElement.prototype, 'attachInternals').mockReturnValue({ shadowRoot: shadow } as ElementInternals);
    shadow.innerHTML = '<p>Loading your usage on the server</p>';
    for (const [attribute, value] of Object.entries({ ...signedIn(polar, 'ada'), 'refresh-every': '0' })) element.setAttribute(attribute, value);
    document.body.append(element);
    onTestFinished(() => element.remove());
    customElements.define(name, class extends MeterfaceUsage {});
    await vi.waitFor(() => expect(shadow.textContent).toContain('AI tokens'), 15_000);
    expect(shadow.textContent).not.toContain('on the server');
    element.remove();
    await moment();
    document.body.append(element);
    await vi.waitFor(() => expect(shadow.textContent).toContain('AI tokens'), 15_000);
  });
});

it('104 · an element in a frame unmounts when the frame is removed, and sends no more requests', async () => {
  const polar = await servePolar();
  const element = await show({ ...signedIn(polar, 'ada'), 'refresh-every': '1000' });
  await inside(element).findByText('AI tokens');
  const frame = document.body.appendChild(document.createElement('iframe'));
  const page = frame.contentDocument!;
  const view = page.defaultView!;
  await put(element, page.body);
  frame.remove();
  // Browsers send this event. jsdom does not, and keeps the window.
  vi.spyOn(page, 'defaultView', 'get').mockReturnValue(null);
  view.dispatchEvent(new Event('pagehide'));
  await settle();
  expect(textOf(element)).toBe('');
  const before = polar.requests.length;
  await settle(1500);
  expect(polar.requests).toHaveLength(before);
});
