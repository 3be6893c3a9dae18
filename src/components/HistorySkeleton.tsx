'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { bone } from './bone';
import { classNames } from './classNames';
import { chartHeight } from './svg';

export interface HistorySkeletonProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {}

/** A placeholder with the height of a history's text, chart and axis, shown while the history loads. Renders a `div` with `role="status"`. */
export const HistorySkeleton = forwardRef<HTMLDivElement, HistorySkeletonProps>(function HistorySkeleton({ className, ...rest }, ref) {
  const { messages } = useWords(noticeWords);
  return (
    <div role="status" {...rest} ref={ref} className={classNames('mf mf-history', className)} data-state="loading">
      <span className="mf-hidden">{messages.loading}</span>
      <div className="mf-bones" aria-hidden="true">
        <div className="mf-history-text">{bone(10)}</div>
        <div className="mf-history-frame">
          <div className="mf-history-chart">
            <svg className="mf-history-bars" width="100%" height={chartHeight} />
          </div>
          <div className="mf-history-axis">{bone(8)}</div>
        </div>
      </div>
    </div>
  );
});
