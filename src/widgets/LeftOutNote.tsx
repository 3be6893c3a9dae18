'use client';
import type { ReactNode } from 'react';
import type { PortalError } from '../core/errors';
import { countUnreadable } from '../core/schemas/countUnreadable';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';

/** Says how many entries of a list were left out. A bill says itself that a part of it is missing. */
export function LeftOutNote({ issues }: { issues: readonly PortalError[] }): ReactNode {
  const { messages } = useWords(errorWords);
  const count = countUnreadable(issues);
  return count > 0 && messages.leftOut(count);
}
