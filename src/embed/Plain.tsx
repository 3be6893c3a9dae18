import { type ReactNode, useContext } from 'react';
import { ErrorNotice } from '../components/Notice';
import { LocalizationContext } from '../i18n/context';
import { languageOf } from '../i18n/language';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { useIsFirst } from '../widgets/useIsFirst';

interface PlainProps {
  state: Pick<ListState, 'status' | 'error' | 'isFetching' | 'retry'> & { isStale?: boolean };
  /** Replaces the notice that loading failed; `null` for none. */
  error: ReactNode;
  /** Shown while loading. */
  skeleton: ReactNode;
  children: ReactNode;
}

/** The frame of a widget without a heading: a skeleton, an error or the content. Renders a `div`. */
export function Plain({ state, error: failure, skeleton, children }: PlainProps): ReactNode {
  const { status, error, isFetching, isStale, retry } = state;
  const { signInUrl } = usePortal();
  const isFirst = useIsFirst(status === 'error' ? error?.code : undefined);
  const notice = <ErrorNotice role={isFirst ? 'alert' : undefined} error={error} signInUrl={signInUrl} onRetry={retry} retrying={isFetching} />;
  return (
    <div {...languageOf(useContext(LocalizationContext))} className="mf mf-widget" aria-busy={status === 'loading'} data-stale={isStale || undefined}>
      <div className="mf-frame">
        <div className="mf-body">{status === 'loading' ? skeleton : status === 'error' ? (failure === undefined ? notice : failure) : children}</div>
      </div>
    </div>
  );
}
