import type { ComponentType, ReactNode } from 'react';
import { ErrorNotice } from '../components/Notice';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { PortalError } from '../core/errors';
import { moduleHook } from '../widgets/moduleHook';

const missing = 'A part of the script did not load. The network or a content security policy stopped it. Host its files in one folder that `script-src` allows.';

/** A component that downloads its widget when it mounts, and shows a skeleton of some rows until then. A failed download can be repeated. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, rows?: number): ComponentType<Props> {
  const useWidget = moduleHook(load);
  return function Later(props: Props): ReactNode {
    const [Widget, retry] = useWidget(true);
    if (Widget) return <Widget {...props} />;
    return (
      <div className="mf mf-widget" aria-busy={Widget === undefined}>
        <div className="mf-body">{Widget === null ? <ErrorNotice error={new PortalError('unreachable', missing)} onRetry={retry} /> : rows !== 0 && <UsageSkeleton rows={rows} />}</div>
      </div>
    );
  };
}
