import type { ReactNode } from 'react';
import { later } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { WidgetSlots } from './slotsOf';
import { usageQueries } from './prefetch';
import { alertSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-alert': MeterfaceAlert;
  }
}

// Outside of the class, so that all elements share one component.
const LaterAlert = later(async () => (await import('./small')).small.Attention, 0);

/** `<meterface-alert>`: the most urgent meter in one sentence; nothing while no meter needs attention. Its code is downloaded when the first one is on the page. */
export class MeterfaceAlert extends (MeterfaceElement as WithSettings<typeof alertSettings>) {
  static override readonly settings = alertSettings;

  constructor() {
    super(usageQueries);
  }

  protected override content(props: WidgetSlots): ReactNode {
    return <LaterAlert {...props} />;
  }
}
