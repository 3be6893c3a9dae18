import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { laterElement } from '../../src/embed/laterElement';
import { billingQueries } from '../../src/embed/prefetch';
import { billingSettings } from '../../src/embed/settings';
import type { WidgetSlots } from '../../src/embed/slotsOf';
import { createPolarSource } from '../../src/sources';
import { create, type Name, put } from './elements';

it('an element asks for its data, then for the part that draws it, before it draws anything', async () => {
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
  expect([...new Set(order)]).toEqual(['data', 'part', 'drawing']);
});
