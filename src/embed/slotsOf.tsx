import type { ReactNode } from 'react';
import type { UsageAction } from '../widgets/layout';

/** What every widget of an element receives, in addition to its own settings. */
export interface WidgetSlots {
  /** Replaces the heading and what stands beside it. */
  header?: ReactNode;
  /** Replaces the notice that there is nothing to show. */
  empty?: ReactNode;
  /** Replaces the notice that loading failed. */
  error?: ReactNode;
  /** What the customer can do: shown with the most urgent meter, or with the first bill. */
  action?: UsageAction | undefined;
}

/** Props of a widget that only elements use. Widgets for React take any attribute. */
export interface PlainSlots extends WidgetSlots {
  /** The language of the texts and its direction, which `bounded` adds. */
  lang?: string | undefined;
  dir?: string | undefined;
}

/** A slot for each part of a widget that the page replaces; `undefined` where the page has put nothing, so that the widget's own content stays. */
export function slotsOf(element: HTMLElement): Record<keyof WidgetSlots, ReactNode> {
  const given = new Set([...element.children].map(({ slot }) => slot));
  const slotOf = (name: keyof WidgetSlots): ReactNode => (given.has(name) ? <slot name={name} /> : undefined);
  return { header: slotOf('header'), empty: slotOf('empty'), error: slotOf('error'), action: slotOf('action') };
}
