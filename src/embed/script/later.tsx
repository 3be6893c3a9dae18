import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { ErrorNotice } from '../../components/Notice';
import { UsageSkeleton } from '../../components/UsageSkeleton';
import { PortalError } from '../../core/errors';

const missing = 'The script could not load its second file. The network or a content security policy stopped it. Host all files of the script in one folder, and allow that folder in `script-src`.';

/** What a widget that is downloaded later shows: its content, or the error why there is none yet. */
type Loaded = ComponentType | PortalError | undefined;

/** A component that downloads its widget when it mounts, and shows a skeleton until then. A failed download can be repeated. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  let known: ComponentType | undefined;
  return function Later(): ReactNode {
    const [loaded, setLoaded] = useState<Loaded>(() => known);
    const request = async () => {
      setLoaded(known);
      try {
        known = await load();
        setLoaded(() => known);
      } catch {
        setLoaded(new PortalError('unreachable', missing));
      }
    };
    useEffect(() => {
      if (known === undefined) void request();
    }, []);
    if (typeof loaded === 'function') {
      const Widget = loaded;
      return <Widget />;
    }
    return <div className="mf mf-widget">{loaded === undefined ? <UsageSkeleton /> : <ErrorNotice error={loaded} onRetry={() => void request()} />}</div>;
  };
}
