import type { ComponentType, ReactNode } from 'react';
import { ErrorNotice } from '../components/Notice';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { moduleHook, partMissing } from '../widgets/moduleHook';

/** A component that downloads its widget when it mounts, and shows a skeleton of some rows until then. A failed download can be repeated. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, rows?: number): ComponentType<Props> {
  const useWidget = moduleHook(load);
  return function Later(props: Props): ReactNode {
    const [Widget, retry] = useWidget(true);
    if (Widget) return <Widget {...props} />;
    return (
      <div className="mf mf-widget" aria-busy={Widget === undefined}>
        <div className="mf-body">{Widget === null ? <ErrorNotice error={partMissing} onRetry={retry} /> : rows !== 0 && <UsageSkeleton rows={rows} />}</div>
      </div>
    );
  };
}
