'use client';
import { focusManager } from '@tanstack/react-query';
import { Component, type ComponentType, forwardRef, type ForwardRefExoticComponent, type ReactNode, type RefAttributes, useCallback, useEffect, useState } from 'react';
import type { PortalError } from '../core/errors';
import { startTimer } from '../core/timer';
import { defaults, LocalizationContext } from '../i18n/context';
import { useLanguage } from '../i18n/useLanguage';
import { type PortalContextValue, usePortal } from '../react/PortalProvider';
import { mayRequest } from '../react/mayRequest';
import { defaultRefreshEvery } from '../react/portalQuery';
import { portalKey } from '../react/portalKey';
import { asPortalError, report } from '../react/report';
import { isDeferred } from '../react/useFailure';
import { FailureNotice } from './FailureNotice';
import { keepFocus } from './keepFocus';

interface FallbackProps {
  error: PortalError;
  /** Shows the widget again. */
  show: () => void;
}

interface BoundaryProps extends Pick<PortalContextValue, 'scope' | 'onError'> {
  /** What to render in place of the widget. */
  fallback: ComponentType<FallbackProps>;
  children: ReactNode;
}

interface BoundaryState {
  error: PortalError | null;
}

/** Catches an error that a widget throws, so that the rest of the host's page stays intact. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };
  /** Whether the error was reported since the widget was last shown. */
  #isReported = false;

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: asPortalError(error) };
  }

  /** Reports only the first error: React 18 calls this once for each component that throws in the same render. */
  override componentDidCatch(error: unknown): void {
    if (!this.#isReported) report(this.props.onError, asPortalError(error));
    this.#isReported = true;
  }

  override componentDidUpdate({ scope }: BoundaryProps): void {
    // The next customer's data may be fine. React renders this before the browser paints.
    if (scope !== this.props.scope) this.#show();
    if (!this.state.error) this.#isReported = false;
  }

  #show = (): void => {
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { fallback: Fallback, children } = this.props;
    const { error } = this.state;
    return error ? <Fallback error={error} show={this.#show} /> : children;
  }
}

/**
 * The notice in place of a crashed widget. Like a failed request, the widget is tried again with the next refresh: the cause
 * may have been data that has changed since, or a browser extension.
 */
function Crashed({ error, show }: FallbackProps): ReactNode {
  const { queryClient, scope, refreshEvery = defaultRefreshEvery } = usePortal();
  const retry = useCallback(() => {
    // Refetches first, or waits for a request that is running: the data that crashed the widget is still cached, and nothing else will
    // refetch it. Leaves out queries that wait for a Retry-After, which may be half an hour.
    void queryClient.refetchQueries({ queryKey: portalKey(scope), predicate: (query) => mayRequest(query) && !isDeferred(query.state.fetchFailureReason) }, { cancelRefetch: false }).then(show, show);
  }, [queryClient, scope, show]);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => startTimer(() => {
    setAttempts(attempts + 1);
    if (focusManager.isFocused()) retry();
  }, refreshEvery > 0 ? refreshEvery : Infinity), [attempts, retry, refreshEvery]);
  return (
    <div {...useLanguage()} className="mf mf-widget">
      <div className="mf-frame" onFocus={keepFocus}>
        <FailureNotice error={error} onRetry={retry} />
      </div>
    </div>
  );
}

/** The same notice in English, in case the first one throws as well: the host's own messages may be the cause. */
function CrashedTwice(props: FallbackProps): ReactNode {
  return (
    <LocalizationContext.Provider value={defaults}>
      <Crashed {...props} />
    </LocalizationContext.Provider>
  );
}

/** Wraps a widget in its own boundary, and gives it the language and the direction of its texts as attributes for its root. Without a `PortalProvider` it still throws, so that the developer sees the mistake. */
export function bounded<P extends object, R>(Widget: ForwardRefExoticComponent<P & RefAttributes<R>>): ForwardRefExoticComponent<P & RefAttributes<R>> {
  return forwardRef<R, P>(function Bounded(props, ref) {
    const portal = usePortal();
    return (
      <Boundary {...portal} fallback={CrashedTwice}>
        <Boundary {...portal} fallback={Crashed}>
          <Widget {...useLanguage()} {...(props as P)} ref={ref} />
        </Boundary>
      </Boundary>
    );
  }) as unknown as ForwardRefExoticComponent<P & RefAttributes<R>>;
}
