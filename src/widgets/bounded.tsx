'use client';
import { focusManager } from '@tanstack/react-query';
import { Component, forwardRef, type ForwardRefExoticComponent, type ReactNode, type RefAttributes } from 'react';
import type { PortalError } from '../core/errors';
import { startTimer } from '../core/timer';
import { defaults, LocalizationContext } from '../i18n/context';
import { type PortalContextValue, usePortal } from '../react/PortalProvider';
import { defaultRefreshEvery } from '../react/portalQuery';
import { portalKey } from '../react/portalKey';
import { asPortalError, report } from '../react/report';
import { FailureNotice } from './FailureNotice';

interface BoundaryProps {
  portal: PortalContextValue;
  /** What to render in place of the widget. */
  fallback: (error: PortalError, reset: () => void) => ReactNode;
  children: ReactNode;
}

interface BoundaryState {
  error: PortalError | null;
}

/**
 * Catches an error that a widget throws, so that the rest of the host's page stays intact. Like a failed request, the widget
 * is tried again with the next refresh: the cause may have been data that has changed since, or a browser extension.
 */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };
  /** Whether the error was reported since the widget was last shown. */
  #isReported = false;
  #stopTimer = () => {};

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: asPortalError(error) };
  }

  /** Reports only the first error: React 18 calls this once for each component that throws in the same render. */
  override componentDidCatch(): void {
    const { error } = this.state;
    if (error === null) return;
    this.#retryLater();
    if (!this.#isReported) report(this.props.portal.onError, error);
    this.#isReported = true;
  }

  /** Runs again when a hidden part of the page, such as an `Activity`, is shown. */
  override componentDidMount(): void {
    if (this.state.error !== null) this.#retryLater();
  }

  override componentDidUpdate({ portal }: BoundaryProps): void {
    // The next customer's data may be fine. React renders this before the browser paints.
    if (portal.scope !== this.props.portal.scope) this.#show();
    if (this.state.error !== null) return;
    this.#isReported = false;
    this.#stopTimer();
  }

  override componentWillUnmount(): void {
    this.#stopTimer();
  }

  #retryLater(): void {
    const { refreshEvery = defaultRefreshEvery } = this.props.portal;
    this.#stopTimer();
    this.#stopTimer = startTimer(() => {
      this.#retryLater();
      if (focusManager.isFocused()) this.#reset();
    }, refreshEvery > 0 ? refreshEvery : Infinity);
  }

  /** Refetches before resetting: the data that crashed the widget is still cached, and nothing else will refetch it. */
  #reset = (): void => {
    const { queryClient, scope } = this.props.portal;
    const show = () => scope === this.props.portal.scope && this.#show();
    void queryClient.refetchQueries({ queryKey: portalKey(scope) }).then(show, show);
  };

  #show(): void {
    this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.fallback(error, this.#reset);
  }
}

function notice(error: PortalError, reset: () => void, lang?: string): ReactNode {
  return (
    <div className="mf mf-widget" lang={lang}>
      <div className="mf-frame">
        <FailureNotice error={error} onRetry={reset} />
      </div>
    </div>
  );
}

/** The same notice in English, in case the first one throws as well: the host's own messages may be the cause. */
function plainNotice(error: PortalError, reset: () => void): ReactNode {
  return <LocalizationContext.Provider value={defaults}>{notice(error, reset, 'en')}</LocalizationContext.Provider>;
}

/** Wraps a widget in its own boundary. Without a `PortalProvider` it still throws, so that the developer sees the mistake. */
export function bounded<P extends object, R>(Widget: ForwardRefExoticComponent<P & RefAttributes<R>>): ForwardRefExoticComponent<P & RefAttributes<R>> {
  return forwardRef<R, P>(function Bounded(props, ref) {
    const portal = usePortal();
    return (
      <Boundary portal={portal} fallback={plainNotice}>
        <Boundary portal={portal} fallback={notice}>
          <Widget {...(props as P)} ref={ref} />
        </Boundary>
      </Boundary>
    );
  }) as unknown as ForwardRefExoticComponent<P & RefAttributes<R>>;
}
