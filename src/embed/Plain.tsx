import type { ReactNode } from 'react';
import { usePortal } from '../react/PortalProvider';
import type { ListState } from '../react/useListState';
import { Staleness } from '../widgets/freshness';
import { keepFocus } from '../widgets/keepFocus';
import { useErrorNotice } from '../widgets/useErrorNotice';
import { useIsFirst } from '../widgets/useIsFirst';
import type { PlainSlots } from './slotsOf';

interface PlainProps extends Pick<PlainSlots, 'lang' | 'dir'> {
  state: ListState;
  /** Replaces the notice that loading failed. */
  error?: ReactNode;
  /** What is stale after a failed refresh, for the name of a button: "Usage". Without it, nothing says so. */
  subject?: string;
  /** Shown while loading. */
  skeleton: ReactNode;
  children: ReactNode;
}

/** The frame of a widget without a heading: a skeleton, an error or the content. Renders a `div`. */
export function Plain({ lang, dir, state, error: failure, subject, skeleton, children }: PlainProps): ReactNode {
  const { error, isFetching, retry } = state;
  const notice = useErrorNotice(state.status === 'error' && failure === undefined ? error : null);
  const status = notice ? state.status : 'loading';
  const { signInUrl } = usePortal();
  const isFirst = useIsFirst(status === 'error' && failure === undefined && error?.code);
  return (
    <div lang={lang} dir={dir} className="mf mf-widget" aria-busy={status === 'loading'}>
      <div className="mf-frame" onFocus={keepFocus}>
        {subject && status !== 'error' && <Staleness state={state} subject={subject} />}
        <div className="mf-body">{status === 'loading' ? skeleton : status === 'error' ? (failure !== undefined ? failure : notice?.({ role: isFirst ? 'alert' : undefined, error, signInUrl, onRetry: retry, retrying: isFetching })) : children}</div>
      </div>
    </div>
  );
}
