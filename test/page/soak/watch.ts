import type { CDPSession, Page } from 'playwright';

/** What a page holds on to, when everything that can be collected was. */
export interface Held {
  heap: number;
  nodes: number;
  listeners: number;
  timers: number;
  /** Live objects of the kinds that outlive whoever forgets to close them. */
  [kind: `live ${string}`]: number;
}

const kinds = ['MessagePort', 'BroadcastChannel', 'AbortSignal'] as const;

/** What the page knows of itself. */
export interface Watched {
  /** Milliseconds of the page's time until the next timer runs; `Infinity` when there is none. */
  next: () => number;
  timers: () => number;
  /** Requests so far, and those of them without a whole answer. */
  asked: () => number;
  open: () => number;
}

/** Counts timers and requests. Runs in the page before anything else does, over the clock that a test has put there. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const due = new Map<number, number>();
    let [asked, open] = [0, 0];
    const { setTimeout, setInterval, clearTimeout, clearInterval, fetch } = window;
    const forget = (clear: (id?: number) => void) => (id = 0) => {
      due.delete(id);
      clear(id);
    };
    const watched: Watched = {
      next: () => Math.min(Infinity, ...due.values()) - Date.now(),
      timers: () => due.size,
      asked: () => asked,
      open: () => open,
    };
    Object.assign(globalThis, {
      watched,
      setTimeout: (work: (...parts: unknown[]) => void, delay = 0, ...parts: unknown[]) => {
        const id: number = setTimeout(() => {
          due.delete(id);
          work(...parts);
        }, delay);
        due.set(id, Date.now() + delay);
        return id;
      },
      setInterval: (work: (...parts: unknown[]) => void, delay = 0, ...parts: unknown[]) => {
        const id: number = setInterval(() => {
          due.set(id, Date.now() + delay);
          work(...parts);
        }, delay);
        due.set(id, Date.now() + delay);
        return id;
      },
      clearTimeout: forget(clearTimeout),
      clearInterval: forget(clearInterval),
      fetch: async (...parts: Parameters<typeof fetch>) => {
        asked += 1;
        open += 1;
        const close = () => {
          open -= 1;
        };
        try {
          const response = await fetch(...parts);
          // Open until the last byte of a copy has come, so that no clock is set forward over an answer that is being read.
          void response.clone().arrayBuffer().then(close, close);
          return response;
        } catch (error) {
          close();
          throw error;
        }
      },
    });
  });
}

/** How a page is weighed: by the browser's own counts, after forced collection. */
export async function scales(page: Page): Promise<() => Promise<Held>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    const held: Held = {
      // Of scripts alone: the inspector's own notes of each request are in the browser's part.
      heap: (await session.send('Runtime.getHeapUsage')).usedSize,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      timers: await page.evaluate(() => window.watched.timers()),
    };
    for (const kind of kinds) held[`live ${kind}`] = await living(session, kind);
    return held;
  };
}

async function living(session: CDPSession, kind: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype`, objectGroup: 'scales' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup: 'scales' });
  const { result: count } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'scales' });
  return count.value as number;
}

/** The slope of the line that fits best: how much `y` grows with each step. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [above, below] = values.reduce(([above, below], value, index) => [above + (index - middle) * (value - mean), below + (index - middle) ** 2], [0, 0]);
  return below === 0 ? 0 : above / below;
}
