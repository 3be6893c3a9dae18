'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { classNames } from '../components/classNames';
import { ErrorNotice, Notice } from '../components/Notice';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { Freshness } from './Freshness';

/** The props of every widget, besides the attributes of its `div`. */
export interface WidgetProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'title'> {
  /** The heading; `null` for no heading. */
  title?: ReactNode;
  /** Replaces the notice that there is nothing to show. */
  empty?: ReactNode;
  /** Whether to show the time of the data ("As of 2:02 PM") even if nothing failed. It is always shown after a failed refresh. */
  showAsOf?: boolean | undefined;
}

interface FrameProps extends WidgetProps {
  state: ListState;
  /** Default: true while loading. */
  isBusy?: boolean;
  /** The region's accessible name, and its heading unless `title` is given. */
  label: string;
  skeleton: ReactNode;
  /** Default for `empty`. */
  emptyTitle: string;
  emptyHint: string;
  /** Rendered below the list, in every state. */
  footer?: ReactNode;
  /** Renders the heading and the list, and may put controls beside the heading. */
  children: (heading: ReactNode) => ReactNode;
}

/**
 * The frame of a widget: a heading; a skeleton, an error, an empty notice or the list; the footer; and `Freshness`.
 * Renders a `div` with `role="region"`. Wrap the widget in `bounded`, so that a crash stays inside of it.
 */
export const Widget = forwardRef<HTMLDivElement, FrameProps>(function Widget(props, ref) {
  const { state, isBusy, label, title, skeleton, empty, emptyTitle, emptyHint, showAsOf, footer, children, className, ...rest } = props;
  const { signInUrl } = usePortal();
  const { status, error, isFetching, retry } = state;
  const heading = title === undefined ? label : title;
  // Not a `section`: pages style that element.
  return (
    <div role="region" aria-label={label} {...rest} ref={ref} className={classNames('mf mf-widget', className)} aria-busy={isBusy ?? status === 'loading'}>
      <div className="mf-frame">
        {status === 'ready' ? (
          children(heading)
        ) : (
          <>
            <WidgetHead heading={heading} />
            <div className="mf-body">
              {status === 'loading' && skeleton}
              {status === 'error' && <ErrorNotice error={error} signInUrl={signInUrl} onRetry={retry} retrying={isFetching} />}
              {status === 'empty' &&
                (empty ?? (
                  <Notice title={emptyTitle}>
                    <p className="mf-notice-text">{emptyHint}</p>
                  </Notice>
                ))}
            </div>
          </>
        )}
        {footer}
        <Freshness state={state} showAsOf={showAsOf} />
      </div>
    </div>
  );
});

/** A heading with the controls of a list beside it. Renders nothing without either. */
export function WidgetHead({ heading, children }: { heading: ReactNode; children?: ReactNode }): ReactNode {
  if (heading === null && !children) return null;
  return (
    <div className="mf-head">
      {heading !== null && <h2 className="mf-title">{heading}</h2>}
      {children}
    </div>
  );
}
