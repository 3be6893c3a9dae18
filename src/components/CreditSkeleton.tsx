'use client';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/usage';
import { bone, boneRows } from './bone';

/** A placeholder of the same size as the credit sources that are loading. Renders a `div` with `role="status"`. */
export function CreditSkeleton({ rows }: { rows?: number | undefined }): ReactElement {
  const { messages } = useWords(noticeWords);
  return (
    <div className="mf mf-lines" role="status" data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {boneRows(rows, (row) => (
        <div key={row} className="mf-bones" aria-hidden="true">
          {bone(30)}
        </div>
      ))}
    </div>
  );
}
