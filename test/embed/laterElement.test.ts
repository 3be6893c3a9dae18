import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { laterElement } from '../../src/embed/laterElement';
import { billingQueries } from '../../src/embed/prefetch';
import { billingSettings } from '../../src/embed/settings';
import type { WidgetSlots } from '../../src/embed/slotsOf';
import { createPolarSource } from '../../src/sources';
import { create, type Name, put, textOf } from './elements';

it('an element downloads the part that draws it, then requests its data, before it draws anything', async () => {
  const order: string[] = [];
  const waitFor = (what: string) => () => {
    order.push(what);
    return new Promise<never>(() => {});
  };
  class Probe extends laterElement(billingSettings, billingQueries) {
    static override readonly load = waitFor('part');

    protected override content(props: WidgetSlots): ReactNode {
      order.push('drawing');
      return super.content(props);
    }
  }
  customElements.define('meterface-probe', Probe);
  await put(Object.assign(create({}, 'meterface-probe' as Name), { source: createPolarSource({ token: 'polar_cst_1', fetch: waitFor('data') }) }));
  expect([...new Set(order)]).toEqual(['part', 'data', 'drawing']);
});

it('a subclass with a `load` of its own draws its own part, and one without draws that of its base class', async () => {
  const draws = (text: string) => async () => () => text;
  class Base extends laterElement(billingSettings, billingQueries) {
    static override readonly load: () => Promise<unknown> = draws('ours');
  }
  class Other extends Base {
    static override readonly load = draws('theirs');
  }
  class Same extends Base {}
  customElements.define('meterface-base', Base);
  customElements.define('meterface-other', Other);
  customElements.define('meterface-same', Same);
  const source = createPolarSource({ token: 'polar_cst_1', fetch: () => new Promise<never>(() => {}) });
  const texts: string[] = [];
  for (const name of ['meterface-base', 'meterface-other', 'meterface-same']) {
    const element = await put(Object.assign(create({}, name as Name), { source }));
    await vi.waitFor(() => expect(textOf(element)).toMatch(/ours|theirs/));
    texts.push(textOf(element));
  }
  expect(texts).toEqual(['ours', 'theirs', 'ours']);
});

it('elements whose part is missing announce that once, in English', async () => {
  class Missing extends laterElement(billingSettings, billingQueries) {
    static override readonly load = () => Promise.reject(new Error('Missing'));
  }
  customElements.define('meterface-missing', Missing);
  const source = createPolarSource({ token: 'polar_cst_1', fetch: () => new Promise<never>(() => {}) });
  const elements = await Promise.all([1, 2].map(() => put(Object.assign(create({}, 'meterface-missing' as Name), { source }))));
  const count = (selector: string) => elements.flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll(selector)]).length;
  await vi.waitFor(() => expect(count('[data-code=unreachable]')).toBe(2));
  expect(count('[role=alert]')).toBe(1);
  expect(count('[lang=en][dir=ltr] [data-code]')).toBe(2);
});
