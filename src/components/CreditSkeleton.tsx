'use client';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { blank, boneRows } from './bone';

/** A placeholder of the same size as the credit sources that are loading. Renders a `div` with `role="status"`. */
export function CreditSkeleton({ rows }: { rows?: number | undefined }): ReactElement {
  const { messages } = useWords(noticeWords);
  return (
    <div className="mf mf-list mf-credits" role="status" data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {boneRows(rows, (row) => (
        <div key={row} className="mf-item" aria-hidden="true">
          <div className="mf mf-usage" data-state="loading">
            <span className="mf-usage-name mf-bone">{blank(12)}</span>
            <span className="mf-usage-value mf-bone">{blank(6)}</span>
            <span className="mf-usage-status mf-bone">{blank(28)}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
