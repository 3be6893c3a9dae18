import type { ComponentType, ReactNode } from 'react';
import { OutageNotice } from '../components/Notice';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { keepFocus } from '../widgets/keepFocus';
import { moduleHook, type ModuleHook, partMissing } from '../widgets/moduleHook';
import { useIsFirst } from '../widgets/useIsFirst';
import { useLastSize } from '../widgets/useLastSize';

/** A component that downloads its widget. `download` does so earlier. */
export type LaterComponent<Props> = ((props: Props) => ReactNode) & Pick<ModuleHook<object>, 'download'>;

/**
 * A component that downloads its widget when it mounts, and shows a skeleton of some rows until it has arrived; nothing if `rows` is 0, because a block would break the sentence around `<meterface-balance>`. A failed download can be repeated.
 * @param label the widget's name, by which it remembers its height. The skeleton takes the same height.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, rows?: number, label?: string): LaterComponent<Props> {
  const useWidget = moduleHook(load);
  function Later(props: Props): ReactNode {
    const [Widget, retry] = useWidget(true);
    return Widget ? <Widget {...props} /> : <Waiting label={label} isMissing={Widget === null} rows={rows} onRetry={retry} />;
  }
  return Object.assign(Later, { download: useWidget.download });
}

interface WaitingProps {
  label: string | undefined;
  isMissing: boolean;
  rows: number | undefined;
  onRetry: () => void;
}

function Waiting({ label = '', isMissing, rows, onRetry }: WaitingProps): ReactNode {
  const isFirst = useIsFirst(isMissing && 'unreachable');
  const { frame } = useLastSize(label, { status: isMissing ? 'error' : 'loading', isStale: false }, 0);
  if (rows === 0 && !isMissing) return <span className="mf" aria-busy />;
  return (
    <div lang="en" dir="ltr" className="mf mf-widget" aria-busy={!isMissing}>
      <div ref={frame} className="mf-frame" onFocus={keepFocus}>
        <div className="mf-body">{isMissing ? <OutageNotice role={isFirst ? 'alert' : undefined} error={partMissing()} onRetry={onRetry} /> : <UsageSkeleton rows={rows} />}</div>
      </div>
    </div>
  );
}
