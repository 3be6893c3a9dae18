'use client';
import { createContext, useContext } from 'react';
import type { Messages } from './messages';

/** How things are written for a customer. */
export interface Localization<M = Partial<Messages>> {
  /** BCP 47 tag for numbers, amounts and dates. */
  locale: string;
  /** The words; of what is given to a provider, those that differ from English. */
  messages: M;
  /** IANA name of the zone of days and times. Without one days are UTC, times of day the reader's own. */
  timeZone: string | undefined;
}

// Fixed, and not the browser's own: server and browser must write the same HTML.
const defaults: Localization = { locale: 'en', messages: {}, timeZone: undefined };

/** The localization of everything below; components work without one, in English and UTC. */
export const LocalizationContext = createContext<Localization>(defaults);

const localized = new WeakMap<Localization, WeakMap<object, Localization>>();

/** The nearest localization with a component's own English words under those of the host; the same object each time. */
export function useWords<W extends Partial<Messages>>(english: W): Localization<W> {
  const localization = useContext(LocalizationContext);
  const known = localized.get(localization) ?? new WeakMap<object, Localization>();
  localized.set(localization, known);
  const found = known.get(english) ?? { ...localization, messages: { ...english, ...localization.messages } };
  known.set(english, found);
  return found as Localization<W>;
}

/** A whole localization from what a host gave of it. */
export function localize(given: { locale?: string | undefined; messages?: Partial<Messages> | undefined; timeZone?: string | undefined }): Localization {
  const { locale, messages = {}, timeZone } = given;
  return { locale: locale ?? messages.locale ?? defaults.locale, messages, timeZone };
}
