'use client';
import { type ReactNode, useMemo } from 'react';
import { LocalizationContext, localize } from './context';
import type { Messages } from './messages';

export interface LocalizationProviderProps {
  /** BCP 47 tag for numbers, amounts and dates. Default: the messages' language. */
  locale?: string | undefined;
  /** Words to use in place of the English ones; all or some. */
  messages?: Partial<Messages> | undefined;
  /** IANA zone of days and times. Default: UTC for days, as Polar counts its periods, the reader's own for times. */
  timeZone?: string | undefined;
  children?: ReactNode;
}

/** Gives all components below it a language. `PortalProvider` does the same; this is for components without one. Renders no element. */
export function LocalizationProvider({ locale, messages, timeZone, children }: LocalizationProviderProps): ReactNode {
  const localization = useMemo(() => localize({ locale, messages, timeZone }), [locale, messages, timeZone]);
  return <LocalizationContext.Provider value={localization}>{children}</LocalizationContext.Provider>;
}
