import { type ReactNode, useContext } from 'react';
import { LocalizationContext } from '../i18n/context';
import { languageOf } from '../i18n/language';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { useErrorNotice } from '../widgets/useErrorNotice';
import { useIsFirst } from '../widgets/useIsFirst';

interface PlainProps {
  state: Pick<ListState, 'status' | 'error' | 'isFetching' | 'retry'> & { isStale?: boolean };
  /** Replaces the notice that loading failed. */
  error: ReactNode;
  /** Shown while loading. */
  skeleton: ReactNode;
  children: ReactNode;
}

/** The frame of a widget without a heading: a skeleton, an error or the content. Renders a `div`. */
export function Plain({ state, error: failure, skeleton, children }: PlainProps): ReactNode {
  const { error, isFetching, isStale, retry } = state;
  const notice = useErrorNotice(state.status === 'error' && failure === undefined ? error : null);
  const status = notice ? state.status : 'loading';
  const { signInUrl } = usePortal();
  const isFirst = useIsFirst(status === 'error' && failure === undefined && error?.code);
  return (
    <div {...languageOf(useContext(LocalizationContext))} className="mf mf-widget" aria-busy={status === 'loading'} data-stale={isStale || undefined}>
      <div className="mf-frame">
        <div className="mf-body">{status === 'loading' ? skeleton : status === 'error' ? (failure === undefined ? notice?.({ role: isFirst ? 'alert' : undefined, error, signInUrl, onRetry: retry, retrying: isFetching }) : failure) : children}</div>
      </div>
    </div>
  );
}
