/** A browser's storage whose tabs see what another tab writes only after some milliseconds. */
export function sharedStorage(lag: number) {
  const views: Map<string, string>[] = [];
  return {
    views,
    /** Opens it in a tab that stores nothing more once it is closed. */
    open: (isClosed = () => false) => {
      const view = new Map<string, string>(views[0]);
      views.push(view);
      const change = (key: string, value: string | undefined) => {
        if (isClosed()) return;
        const apply = (one: Map<string, string>) => void (value === undefined ? one.delete(key) : one.set(key, value));
        apply(view);
        // The last write wins everywhere, as in the one store behind the tabs.
        setTimeout(() => views.forEach(apply), lag);
      };
      const store = {
        getItem: (key: string) => view.get(key) ?? null,
        setItem: (key: string, value: string) => change(key, value),
        removeItem: (key: string) => change(key, undefined),
        key: (place: number) => [...view.keys()][place] ?? null,
        get length() {
          return view.size;
        },
      };
      return () => store;
    },
  };
}

/** The locks of a browser, which all of its tabs share. A tab that closes releases its own. */
export function sharedLocks() {
  const queues = new Map<string, Promise<unknown>>();
  return {
    open: (closing: Promise<unknown> = new Promise(() => {})): LockManager => {
      const request = (name: string, run: () => Promise<unknown>) => {
        const held = (queues.get(name) ?? Promise.resolve()).then(async () => Promise.race([run(), closing]));
        queues.set(name, held);
        return held;
      };
      return { request } as unknown as LockManager;
    },
  };
}
