'use client';
import { type Localization, useWords } from './context';
import { english } from './english';
import type { Messages } from './messages';

/** The locale, all texts and the time zone of the nearest provider. Without a provider: English, and no time zone. */
export function useLocalization(): Localization<Messages> {
  return useWords(english);
}
