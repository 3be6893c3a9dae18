'use client';
import { type Localization, useWords } from './context';
import { english } from './english';
import type { Messages } from './messages';

/** The language, all words and the time zone of the nearest `PortalProvider`; English and UTC without one. */
export function useLocalization(): Localization<Messages> {
  return useWords(english);
}
