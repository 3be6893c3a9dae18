'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { blank, boneRows, rowsOf } from './bone';
import { classNames } from './classNames';
import { barHeight } from './svg';

export interface UsageSkeletonProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Number of placeholder rows. Default: 3. */
  rows?: number | undefined;
  /** `table` for a table of meters with its search field, strip of alerts, chips and head. Default: rows of bars. */
  layout?: 'table' | undefined;
}

/**
 * A placeholder as large as the bars or the table of meters that are loading, so that the layout does not shift. Renders a
 * `div` with `role="status"`.
 */
export const UsageSkeleton = forwardRef<HTMLDivElement, UsageSkeletonProps>(function UsageSkeleton(props, ref) {
  const { rows, layout, className, ...rest } = props;
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-list', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      {/* One element draws all rows of a table: an element for each row would delay the loaded table. */}
      {/* A row of the table is 34 CSS px high. */}
      {layout === 'table' ? <svg className="mf-table-bones" aria-hidden="true" width="100%" height={rowsOf(rows) * 34} /> : boneRows(rows, (row) => (
        <div key={row} className="mf-item" aria-hidden="true">
          <div className="mf mf-usage" data-state="loading">
            <span className="mf-usage-name mf-bone">{blank(12)}</span>
            <span className="mf-usage-value mf-bone">{blank(9)}</span>
            <svg className="mf-usage-track" height={barHeight} />
            <span className="mf-usage-status mf-bone">{blank(16)}</span>
          </div>
        </div>
      ))}
    </div>
  );
});
