'use client';
import { createContext, useContext } from 'react';
import type { Messages } from './messages';

/** The language, texts and time zone that components use. */
export interface Localization<M = Partial<Messages>> {
  /** BCP 47 tag for numbers, amounts and dates. */
  locale: string;
  /** The texts. A provider holds only those that replace English ones. */
  messages: M;
  /** IANA name of the time zone. Without one, days are in UTC and times of day in the browser's time zone. */
  timeZone: string | undefined;
}

// Constant instead of the browser's locale: server and browser must render the same HTML.
export const defaults = { locale: 'en', messages: {} } as Localization;

/** The localization of all components below. The default is English, days in UTC and times of day in the browser's time zone. */
export const LocalizationContext = createContext<Localization>(defaults);

const localized = new WeakMap<Localization, WeakMap<object, Localization>>();

/** The nearest localization, with `english` filling in the texts that the host does not provide. Returns a stable object. */
export function useWords<W extends Partial<Messages>>(english: W): Localization<W> {
  const localization = useContext(LocalizationContext);
  let known = localized.get(localization);
  if (!known) localized.set(localization, (known = new WeakMap()));
  let found = known.get(english);
  if (!found) known.set(english, (found = { ...localization, messages: { ...english, ...localization.messages } }));
  return found as Localization<W>;
}
