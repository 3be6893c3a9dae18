import type { ReactNode } from 'react';
import { later } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { WidgetSlots } from './slotsOf';
import { usageQueries } from './prefetch';
import { meterSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-meter': MeterfaceMeter;
  }
}

// Outside of the class, so that all elements share one component.
const LaterMeter = later(async () => (await import('./small')).small.OneMeter, 1);

/** `<meterface-meter>`: one meter as a bar, a ring or a number. Its code is downloaded when the first one is on the page. */
export class MeterfaceMeter extends (MeterfaceElement as WithSettings<typeof meterSettings>) {
  static override readonly settings = meterSettings;

  constructor() {
    super(usageQueries);
  }

  protected override content(props: WidgetSlots): ReactNode {
    return <LaterMeter {...props} />;
  }
}
