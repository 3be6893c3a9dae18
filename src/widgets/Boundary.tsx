'use client';
import { Component, forwardRef, type ForwardRefExoticComponent, type ReactNode, type RefAttributes } from 'react';
import { ErrorNotice } from '../components/Notice';
import type { PortalError } from '../core';
import { noticeWords } from '../i18n';
import { type PortalContextValue, usePortal } from '../react/PortalProvider';
import { portalKey } from '../react/queries';
import { asPortalError, report } from '../react/reports';

interface BoundaryProps {
  portal: PortalContextValue;
  children: ReactNode;
}

interface BoundaryState {
  scope: string;
  error: PortalError | null;
  /** How often something threw: the second time it was our own notice, which speaks in the host's words. */
  failures: number;
}

/** Keeps what breaks inside a widget from taking the host's page with it. Says so, with a way to try again. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { scope: this.props.portal.scope, error: null, failures: 0 };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: asPortalError(error) };
  }

  /** Another customer's data may do no harm. */
  static getDerivedStateFromProps({ portal }: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return portal.scope === state.scope ? null : { scope: portal.scope, error: null, failures: 0 };
  }

  override componentDidCatch(error: unknown): void {
    this.setState(({ failures }) => ({ failures: failures + 1 }));
    report(this.props.portal.onError, asPortalError(error));
  }

  /** With fresh data: that which broke it is still in the cache. */
  reset = (): void => {
    const { queryClient, scope } = this.props.portal;
    void queryClient.invalidateQueries({ queryKey: portalKey(scope) });
    this.setState({ error: null, failures: 0 });
  };

  override render(): ReactNode {
    const { error, failures } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="mf mf-widget">
        {failures < 2 ? <ErrorNotice error={error} onRetry={this.reset} /> : <PlainNotice onRetry={this.reset} />}
      </div>
    );
  }
}

/** The same in English: here, the host's words themselves may be what throws. */
function PlainNotice({ onRetry }: { onRetry: () => void }): ReactNode {
  return (
    <div className="mf mf-notice" role="alert" data-kind="problem" lang="en">
      <p className="mf-notice-title">{noticeWords.errorTitle(undefined)}</p>
      <button type="button" className="mf-button" onClick={onRetry}>
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
      <Boundary portal={portal}>
        <Widget {...(props as P)} ref={ref} />
      </Boundary>
    );
  });
  Bounded.displayName = Widget.displayName;
  return Bounded as unknown as ForwardRefExoticComponent<P & RefAttributes<R>>;
}
