import type { PortalError } from '../core/errors';

/** An element shows data for the first time for its current customer. */
export interface ReadyDetail {
  /** The element's `scope`. */
  scope: string;
}

/** The customer has clicked an action that the element offers. */
export interface ActionDetail {
  /** What was clicked. */
  action: 'top-up';
  /** The id of the meter that it is about. */
  meterId: string;
  /** Name of the meter. */
  name: string;
}

/** A meter has reached one of the `thresholds`. */
export interface ThresholdDetail {
  /** The id of the meter. */
  meterId: string;
  /** Name of the meter. */
  name: string;
  /** The threshold: a share of the credits. */
  level: number;
}

/** The events of all elements. They bubble, and leave shadow trees. None contains a token. */
export interface MeterfaceEvents {
  /** The element shows its data, or that there is none: once after it was added to the page, and once after each change of its customer, server or token. */
  'meterface-ready': CustomEvent<ReadyDetail>;
  /** A request failed, a widget crashed, a part of a response or an attribute is invalid, or a meter or subscription that an attribute names is missing. */
  'meterface-error': CustomEvent<PortalError>;
  /** A session token has expired, and `getToken`, if it is set, gave no other. `meterface-error` reports it as well. */
  'meterface-session-expired': CustomEvent<PortalError>;
  /** A meter has reached one of the element's `thresholds`: once in each period. */
  'meterface-threshold': CustomEvent<ThresholdDetail>;
  /** The customer has clicked "Top up". Cancel the event to open a dialog of your own instead of `top-up-url`. */
  'meterface-action': CustomEvent<ActionDetail>;
}

declare global {
  interface GlobalEventHandlersEventMap extends MeterfaceEvents {}
}

/** Fires an event of an element. Returns whether it was canceled. */
export function fire<Name extends keyof MeterfaceEvents>(element: HTMLElement, name: Name, detail: MeterfaceEvents[Name]['detail']): boolean {
  return !element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === 'meterface-action' }));
}
