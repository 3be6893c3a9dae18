'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from 'react';
import { noticeWords, useWords } from '../i18n';
import { classNames } from './classnames';

export interface UsageSkeletonProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** How many rows are expected. Default 3. */
  rows?: number | undefined;
}

/**
 * Stands where usage bars are about to be, at exactly their size, so that nothing moves when they come.
 * Renders a `div` with `role="status"`.
 */
export const UsageSkeleton = forwardRef<HTMLDivElement, UsageSkeletonProps>(function UsageSkeleton(props, ref) {
  const { rows = 3, className, ...rest } = props;
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-list', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="mf-item" aria-hidden="true">
          <div className="mf-usage" data-state="loading">
            <span className="mf-usage-name">{bone(12)}</span>
            <span className="mf-usage-value">{bone(9)}</span>
            <svg className="mf-usage-track" width="100%" height={8} />
            <span className="mf-usage-status">{bone(16)}</span>
          </div>
        </div>
      ))}
    </div>
  );
});

/** Stands where a bill is about to be, at its size. Renders a `div` with `role="status"`. */
export const BillSkeleton = forwardRef<HTMLDivElement, UsageSkeletonProps>(function BillSkeleton(props, ref) {
  const { rows = 3, className, ...rest } = props;
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-bill', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      <div aria-hidden="true">
        <div className="mf-bill-head">{bone(9)}</div>
        <div className="mf-bill-group">
          <div className="mf-amount">
            <span className="mf-amount-figure">{bone(5)}</span>
            <span className="mf-amount-note">{bone(14)}</span>
          </div>
          <div className="mf-lines">
            {Array.from({ length: rows }, (_, row) => (
              <div key={row} className="mf-line">
                {bone(8)}
                {bone(4)}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
});

/** As wide as so many digits. */
function bone(digits: number): ReactElement {
  return <span className="mf-bone">{'\u2007'.repeat(digits)}</span>;
}
