'use client';
import { createContext, useContext } from 'react';
import { withoutNulls } from '../core/withoutNulls';
import type { Messages } from './messages';

/** The language, texts and time zone that components use. */
export interface Localization<M = Partial<Messages>> {
  /** BCP 47 tag for numbers, amounts and dates. */
  locale: string;
  /** The texts. In a provider, only those that differ from English. */
  messages: M;
  /** IANA name of the time zone. Without one, days are in UTC and times of day in the browser's time zone. */
  timeZone: string | undefined;
}

// Constant instead of the browser's locale: server and browser must render the same HTML.
const defaults = { locale: 'en', messages: {} } as Localization;

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

/** Fills in the defaults of a localization. */
export function localize(given: { locale?: string | undefined; messages?: Partial<Messages> | undefined; timeZone?: string | undefined }): Localization {
  const { locale, messages, timeZone } = withoutNulls(given);
  const texts = readTexts(messages);
  return { locale: locale ?? texts.locale ?? defaults.locale, messages: texts, timeZone };
}

/** Removes texts that are null. If a getter throws, all texts stay English. */
function readTexts(messages: Partial<Messages> | undefined): Partial<Messages> {
  try {
    return withoutNulls(messages);
  } catch {
    return {};
  }
}
