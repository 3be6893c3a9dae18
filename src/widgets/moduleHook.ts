import { useCallback, useEffect, useReducer, useRef } from 'react';

/** A part of a widget: `undefined` while it loads or isn't needed, `null` if it could not be loaded. `retry` loads it again. */
export type LoadedModule<Part> = readonly [part: Part | null | undefined, retry: () => void];

/** Makes a hook that downloads a part of a widget once it's needed. All components share the download. */
export function moduleHook<Part extends object>(load: () => Promise<Part>): (isNeeded: boolean) => LoadedModule<Part> {
  let loaded: Part | null | undefined;
  let loading: Promise<void> | undefined;
  const start = async () => {
    try {
      loaded = await load();
    } catch {
      loaded = null;
    }
    loading = undefined;
  };
  return function useModule(isNeeded) {
    const [, update] = useReducer((count: number) => count + 1, 0);
    const isMounted = useRef(false);
    const request = useCallback(async () => {
      if (loaded) return;
      await (loading ??= start());
      if (isMounted.current) update();
    }, []);
    useEffect(() => {
      isMounted.current = true;
      if (isNeeded) void request();
      return () => {
        isMounted.current = false;
      };
    }, [isNeeded, request]);
    return [isNeeded ? loaded : undefined, () => void request()];
  };
}
