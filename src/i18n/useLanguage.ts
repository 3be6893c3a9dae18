'use client';
import { useContext } from 'react';
import { LocalizationContext } from './context';

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ku-arab|nqo|pa-arab|ps|sd|syr|ug|ur|yi)(?:-|$)/i;

/**
 * The language of the texts and its direction, which may differ from the page's, as attributes of an element: English, unless the host
 * has texts of its own. Their language is `messages.locale`, else the locale of the numbers.
 */
export function useLanguage(): { lang: string; dir: 'ltr' | 'rtl' } {
  const { locale, messages } = useContext(LocalizationContext);
  const lang = messages.locale ?? (Object.keys(messages).length === 0 ? 'en' : locale);
  return { lang, dir: rightToLeft.test(lang) ? 'rtl' : 'ltr' };
}
