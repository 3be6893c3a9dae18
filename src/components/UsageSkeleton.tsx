'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { bone, boneRows } from './bone';
import { classNames } from './classNames';
import { barHeight } from './svg';

export interface UsageSkeletonProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Number of placeholder rows. Default: 3. */
  rows?: number | undefined;
}

/**
 * A placeholder of exactly the size of the usage bars that are loading, so that the layout does not shift. Renders a `div`
 * with `role="status"`.
 */
export const UsageSkeleton = forwardRef<HTMLDivElement, UsageSkeletonProps>(function UsageSkeleton(props, ref) {
  const { rows, className, ...rest } = props;
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-list', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {boneRows(rows, (row) => (
        <div key={row} className="mf-item" aria-hidden="true">
          <div className="mf mf-usage" data-state="loading">
            <span className="mf-usage-name">{bone(12)}</span>
            <span className="mf-usage-value">{bone(9)}</span>
            <svg className="mf-usage-track" width="100%" height={barHeight} />
            <span className="mf-usage-status">{bone(16)}</span>
          </div>
        </div>
      ))}
    </div>
  );
});
