'use client';
import { type ReactElement, type ReactNode, useMemo } from 'react';
import { LocalizationContext } from './context';
import { localize } from './localize';
import type { Messages } from './messages';

export interface LocalizationProviderProps {
  /** BCP 47 tag for numbers, amounts and dates. Default: the language of `messages`, else English. */
  locale?: string | undefined;
  /** Texts that replace the English ones: all or some. */
  messages?: Partial<Messages> | undefined;
  /** IANA name of the time zone. Default: UTC for days, as in Polar's periods, and the browser's time zone for times of day. */
  timeZone?: string | undefined;
  /** The part of your page that uses these settings. */
  children?: ReactNode;
}

/** Sets the language and time zone of all components below it. `PortalProvider` includes one. Renders no element. */
export function LocalizationProvider({ locale, messages, timeZone, children }: LocalizationProviderProps): ReactElement {
  const localization = useMemo(() => localize({ locale, messages, timeZone }), [locale, messages, timeZone]);
  return <LocalizationContext.Provider value={localization}>{children}</LocalizationContext.Provider>;
}
