'use client';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/context';
import { tableWords } from '../i18n/english/table';

/** Says that a search or a chip has found no meter. */
export function NoMatch({ query }: { query: string }): ReactNode {
  const { messages } = useWords(tableWords);
  return messages.noMatch(query);
}
