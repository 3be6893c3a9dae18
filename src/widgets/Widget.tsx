'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useContext, useEffect, useId } from 'react';
import { classNames } from '../components/classNames';
import { Notice } from '../components/Notice';
import { prepareFormats } from '../core/prepareFormats';
import { LocalizationContext } from '../i18n/context';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { Issues, Staleness } from './freshness';
import { Heading } from './Heading';
import { keepFocus } from './keepFocus';
import { useErrorNotice } from './useErrorNotice';
import { useIsFirst } from './useIsFirst';
import { useLastSize } from './useLastSize';
import { useTurn } from './useTurn';

/** The level of a heading: `h1` to `h6`. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** A part of a widget that the host replaces: content, or a function from the widget's state to content. */
export type WidgetSlot<State> = ReactNode | ((state: State) => ReactNode);

/** The props that `Usage`, `Billing` and `Credits` share, besides the attributes of their `div`. `State` is what the widget's hook returns. */
export interface WidgetProps<State = ListState> extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'title'> {
  /** The heading, which names the region; `null`, `false` or an empty text for no heading. */
  title?: ReactNode;
  /** Level of the heading in the outline of your page, from 1 to 6. Headings inside are one level deeper. Default: 2. */
  headingLevel?: HeadingLevel | undefined;
  /** Replaces the heading and what stands beside it, except search and sort. */
  header?: WidgetSlot<State>;
  /** Replaces the notice that there is nothing to show. */
  empty?: WidgetSlot<State>;
  /** Replaces the notice that loading failed. `state.error` says why, and `state.retry` tries again. */
  error?: WidgetSlot<State>;
  /** Whether to show the time of the data ("As of 2:02 PM") even if nothing failed. It is always shown after a failed refresh, and for data from a cache. */
  showAsOf?: boolean | undefined;
}

/** Renders the heading with a text and the given controls beside it, and below them the note on stale data. */
export type WidgetHead = (controls?: ReactNode, text?: ReactNode) => ReactNode;

interface FrameProps extends WidgetProps<never> {
  state: ListState;
  /** The state whose issues are counted below the list. Default: `state`. */
  listed?: ListState | undefined;
  /** Default: true while loading. */
  isBusy?: boolean;
  /** The region's name, and its heading unless `title` is given. */
  label: string;
  /** Rows of the list. */
  rows: number;
  /** Draws the skeleton. `rows` is the number of rows that the list had the last time, or else `expected`. */
  renderSkeleton: (rows: number | undefined) => ReactNode;
  /** Rows of the skeleton if those of the last time are unknown. */
  expected?: number | undefined;
  /** Default for `empty`. */
  emptyTitle: string;
  emptyHint: string;
  /** Rendered below the list, but not while loading: the arriving list would push the footer down. */
  footer?: ReactNode;
  /** Renders the list below its head: the heading, controls beside it, and the note on stale data. */
  children: (head: WidgetHead) => ReactNode;
}

/**
 * The frame of a widget: a heading; how fresh the data is; a skeleton, an error, an empty notice or the list; and the footer.
 * Renders a `div` with `role="region"`. Wrap the widget in `bounded`, so that a crash stays inside of it.
 */
export const Widget = forwardRef<HTMLDivElement, FrameProps>(function Widget(props, ref) {
  const { state, listed, isBusy, label, title = label, headingLevel, rows, renderSkeleton, expected, empty, emptyTitle, emptyHint, error: failure, header, showAsOf, footer, children, className, ...rest } = props;
  const { signInUrl } = usePortal();
  const { error, isFetching, isStale, retry } = state;
  // The host's own notice. Its slot may give nothing, such as `null` or `false`, for ours.
  const own = state.status === 'error' && (fill(failure, state) || null);
  const notice = useErrorNotice(own == null ? error : null);
  const status = notice ? state.status : 'loading';
  const isFirst = useIsFirst(notice && own == null && error?.code);
  const localization = useContext(LocalizationContext);
  const id = useId();
  const isLoading = status === 'loading';
  const { frame, lastRows } = useLastSize(label, { status, isStale }, rows);
  useEffect(() => {
    if (isLoading) prepareFormats(localization.locale);
  }, [isLoading, localization.locale]);
  const isWaiting = useTurn(frame, isLoading, isLoading && lastRows === undefined);
  const ownHeader = fill(header, state);
  const heading = title && ownHeader === undefined && (
    <Heading level={headingLevel ?? 2} id={id} className="mf-title">
      {title}
    </Heading>
  );
  const head: WidgetHead = (controls, text) => {
    const beside = ownHeader === undefined ? text : ownHeader;
    return (
      <>
        {(heading || beside || controls) && (
          <div className="mf-head">
            {heading}
            {beside}
            {controls}
          </div>
        )}
        <Staleness state={state} showAsOf={showAsOf} subject={label} />
      </>
    );
  };
  // Not a `section`: pages style that element.
  return (
    <div
      role="region"
      aria-label={label}
      aria-labelledby={heading && rest['aria-label'] === undefined ? id : undefined}
      {...rest}
      ref={ref}
      className={classNames('mf mf-widget', className)}
      aria-busy={isBusy ?? isLoading}
      data-turn={isWaiting ? 'next' : undefined}
      data-stale={isStale || undefined}
    >
      <div ref={frame} className="mf-frame" onFocus={keepFocus}>
        {status === 'ready' ? (
          children(head)
        ) : (
          <>
            {head()}
            <div className="mf-body">
              {isLoading && renderSkeleton(lastRows ?? expected)}
              {status === 'error' && (own ?? notice?.({ role: isFirst ? 'alert' : undefined, error, signInUrl, onRetry: retry, retrying: isFetching, subject: label }))}
              {status === 'empty' &&
                (fill(empty, state) || (
                  <Notice title={emptyTitle}>
                    <div className="mf-notice-text">{emptyHint}</div>
                  </Notice>
                ))}
            </div>
          </>
        )}
        {!isLoading && footer}
        <Issues state={listed ?? state} />
      </div>
    </div>
  );
});

/** The content of a slot; `undefined` if the host doesn't replace that part. `state` is what the widget's hook returns, so its type fits the slot. */
function fill(slot: WidgetSlot<never> | undefined, state: ListState): ReactNode {
  return typeof slot === 'function' ? slot(state as never) : slot;
}
