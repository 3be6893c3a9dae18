'use client';
import { Component, forwardRef, type ForwardRefExoticComponent, type ReactNode, type RefAttributes } from 'react';
import { ErrorNotice } from '../components/Notice';
import type { PortalError } from '../core';
import { noticeWords } from '../i18n/english/usage';
import { type PortalContextValue, usePortal } from '../react/PortalProvider';
import { portalKey } from '../react/queries';
import { asPortalError, report } from '../react/reports';

interface BoundaryProps {
  portal: PortalContextValue;
  /** What stands in the widget's place. */
  fallback: (error: PortalError, reset: () => void) => ReactNode;
  children: ReactNode;
}

interface BoundaryState {
  scope: string;
  error: PortalError | null;
}

/** Keeps what breaks inside of it from taking the host's page with it. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { scope: this.props.portal.scope, error: null };
  private told: PortalError | null = null;

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: asPortalError(error) };
  }

  /** Another customer's data may do no harm. */
  static getDerivedStateFromProps({ portal }: BoundaryProps, { scope }: BoundaryState): BoundaryState | null {
    return portal.scope === scope ? null : { scope: portal.scope, error: null };
  }

  /** React 18 calls this for each of several parts that break at the same time: that is told once. */
  override componentDidCatch(): void {
    const { error } = this.state;
    if (error === null || error === this.told) return;
    this.told = error;
    report(this.props.portal.onError, error);
  }

  /** Once there is fresh data: that which broke it is still in the cache. The widget is gone, so nobody else asks. */
  reset = (): void => {
    const { queryClient, scope } = this.props.portal;
    const again = () => this.setState(({ error }) => (scope === this.props.portal.scope ? { error: null } : { error }));
    void queryClient.refetchQueries({ queryKey: portalKey(scope) }).then(again, again);
  };

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.fallback(error, this.reset);
  }
}

function notice(error: PortalError, reset: () => void): ReactNode {
  return (
    <div className="mf mf-widget">
      <ErrorNotice error={error} onRetry={reset} />
    </div>
  );
}

/** The same in plain English, for when the notice breaks, too: the host's own words may be what throws. */
function plainNotice(_: PortalError, reset: () => void): ReactNode {
  return (
    <div className="mf mf-notice" role="alert" data-kind="problem" lang="en">
      <p className="mf-notice-title">{noticeWords.errorTitle(undefined)}</p>
      <button type="button" className="mf-button" onClick={reset}>
        {noticeWords.retry}
      </button>
    </div>
  );
}

/** A widget inside a boundary of its own. Outside of a `PortalProvider` it throws, as it should: that is no accident. */
export function bounded<P extends object, R>(Widget: ForwardRefExoticComponent<P & RefAttributes<R>>): ForwardRefExoticComponent<P & RefAttributes<R>> {
  const Bounded = forwardRef<R, P>(function Bounded(props, ref) {
    const portal = usePortal();
    return (
      <Boundary portal={portal} fallback={plainNotice}>
        <Boundary portal={portal} fallback={notice}>
          <Widget {...(props as P)} ref={ref} />
        </Boundary>
      </Boundary>
    );
  });
  Bounded.displayName = Widget.displayName;
  return Bounded as unknown as ForwardRefExoticComponent<P & RefAttributes<R>>;
}
