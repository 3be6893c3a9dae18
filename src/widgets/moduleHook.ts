import { useSyncExternalStore } from 'react';
import { PortalError } from '../core/errors';
import { reportToAll } from '../react/reports';
import { useBeforePaint } from './useBeforePaint';

/** A part of a widget: `undefined` while it loads or isn't needed, `null` if it could not be loaded. `retry` loads it again. */
export type LoadedModule<Part> = readonly [part: Part | null | undefined, retry: () => void];

/** Makes the error that says why a part is `null`. Not a constant, because for the stack of a page's first error V8 parses the whole bundle again, which takes 8 ms. */
export const partMissing = (): PortalError => new PortalError('unreachable', "A file of Meterface didn't load. Check the network and `script-src`, and that builds match.");

/** A hook that downloads a part once it's needed. `download` does so earlier; after a failure, its promise waits until the browser comes online, and downloads again. */
export type ModuleHook<Part> = ((isNeeded: boolean) => LoadedModule<Part>) & { download: () => Promise<Part> };

/** Makes a hook that downloads a part of a widget, again when the browser comes online after a failure. All components share the download. */
export function moduleHook<Part extends object>(load: () => Promise<Part>): ModuleHook<Part> {
  let loaded: Part | null | undefined;
  let loading: Promise<Part> | undefined;
  const readers = new Set<() => void>();
  const settle = <Loaded extends Part | null>(part: Loaded) => {
    loaded = part;
    for (const read of readers) read();
    return part;
  };
  const request = (): Promise<Part> =>
    (loading ??= load().then(settle, async () => {
      loading = undefined;
      // Only the first failure in a row.
      if (loaded !== null) reportToAll(partMissing());
      settle(null);
      return new Promise((resolve) => addEventListener('online', () => resolve(request()), { once: true }));
    }));
  const subscribe = (read: () => void) => {
    readers.add(read);
    return () => readers.delete(read);
  };
  function useModule(isNeeded: boolean): LoadedModule<Part> {
    // A component that doesn't need the part isn't rendered again when it arrives.
    const part = useSyncExternalStore(subscribe, () => (isNeeded ? loaded : undefined), () => undefined);
    // Effects of other kinds run after the first frame, and this download should go out with the requests for data.
    useBeforePaint(() => {
      if (isNeeded) void request();
    }, [isNeeded]);
    return [part, request];
  }
  return Object.assign(useModule, { download: request });
}
