'use client';
import { Fragment, type ReactElement } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { bone, boneRows } from './bone';

/** The widths of a line's words, in digits. They break into as many lines as a sentence about credits. */
const words = [4, 5, 9, 11, 12, 9, 13, 8];

/** A placeholder of the same size as the credit sources that are loading. Renders a `div` with `role="status"`. */
export function CreditSkeleton({ rows }: { rows?: number | undefined }): ReactElement {
  const { messages } = useWords(noticeWords);
  return (
    <div className="mf mf-lines mf-credits" role="status" data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {boneRows(rows, (row) => (
        <div key={row} className="mf-credit mf-bones" aria-hidden="true">
          {words.map((digits, index) => (
            <Fragment key={index}>{bone(digits)} </Fragment>
          ))}
        </div>
      ))}
    </div>
  );
}
