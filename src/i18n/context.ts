'use client';
import { createContext, useContext } from 'react';
import { english } from './en';
import type { Messages } from './messages';

/** How things are written for this customer. */
export interface Localization {
  /** BCP 47 tag for numbers, amounts and dates. */
  locale: string;
  messages: Messages;
  /** IANA name of the zone of days and times. Without one days are UTC, times of day the reader's own. */
  timeZone: string | undefined;
}

// Fixed, and not the browser's own: server and browser must write the same HTML.
const defaults: Localization = { locale: 'en', messages: english, timeZone: undefined };

/** The localization of everything below; components work without one, in English and UTC. */
export const LocalizationContext = createContext<Localization>(defaults);

/** The language, words and time zone of the nearest `PortalProvider`; English and UTC without one. */
export function useLocalization(): Localization {
  return useContext(LocalizationContext);
}

/** A whole localization from what a host gave of it. */
export function localize(given: { locale?: string | undefined; messages?: Partial<Messages> | undefined; timeZone?: string | undefined }): Localization {
  const messages = given.messages === undefined ? english : { ...english, ...given.messages };
  return { locale: given.locale ?? messages.locale, messages, timeZone: given.timeZone };
}
