'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { bone, boneRows } from './bone';
import { classNames } from './classNames';
import { barHeight } from './svg';

export interface BillSkeletonProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Number of placeholder lines. Default: 3. */
  rows?: number | undefined;
}

/** A placeholder of the same size as the bill that is loading. Renders a `div` with `role="status"`. */
export const BillSkeleton = forwardRef<HTMLDivElement, BillSkeletonProps>(function BillSkeleton(props, ref) {
  const { rows, className, ...rest } = props;
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-bill', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      <div className="mf-bones" aria-hidden="true">
        <div className="mf-bill-head">{bone(9)}</div>
        <div className="mf-summary">
          <div className="mf-bill-group">
            <div className="mf-amount">
              <span className="mf-amount-figure">{bone(5)}</span>
              <span className="mf-amount-day">{bone(14)}</span>
            </div>
            <svg className="mf-mix" width="100%" height={barHeight} />
            <div className="mf-lines">
              {boneRows(rows, (row) => (
                <div key={row} className="mf-bill-line">
                  <div className="mf-line">
                    <span className="mf-line-label">{bone(8)}</span>
                    {row > 0 && <span className="mf-line-detail">{bone(16)}</span>}
                    <span className="mf-line-value">{bone(4)}</span>
                  </div>
                </div>
              ))}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
});
