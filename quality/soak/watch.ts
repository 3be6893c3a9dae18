import type { CDPSession, Page } from 'playwright';

/** What a page holds after garbage collection. */
export interface Held {
  heap: number;
  nodes: number;
  listeners: number;
  timers: number;
  /** Live objects of kinds that leak if they are not closed. */
  [kind: `live ${string}`]: number;
}

const kinds = ['MessagePort', 'BroadcastChannel', 'AbortSignal'] as const;

/** The page's own counts. */
export interface Watched {
  /** Milliseconds of page time until the next timer; `Infinity` without timers. */
  next: () => number;
  timers: () => number;
  /** All requests so far, and those without a complete response. */
  requests: () => number;
  open: () => number;
}

/** Counts timers and requests. Runs in the page before any other script, on top of the test's clock. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const due = new Map<number, number>();
    let [requests, open] = [0, 0];
    const { setTimeout, setInterval, clearTimeout, clearInterval, fetch } = window;
    const forget = (clear: (id?: number) => void) => (id = 0) => {
      due.delete(id);
      clear(id);
    };
    const watched: Watched = {
      next: () => Math.min(Infinity, ...due.values()) - Date.now(),
      timers: () => due.size,
      requests: () => requests,
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
        requests += 1;
        open += 1;
        const close = () => {
          open -= 1;
        };
        try {
          const response = await fetch(...parts);
          // Open until the body is complete, so that the clock doesn't advance while a response is read.
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

/** Measures a page with the browser's own counts after forced garbage collection. */
export async function scales(page: Page): Promise<() => Promise<Held>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    const held: Held = {
      // Measures only JavaScript's heap, which excludes what DevTools records of requests.
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

/** The different strings in JavaScript's heap that begin with the given text, such as the hashes of queries. */
export async function heldTexts(page: Page, start: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return strings.filter((text) => text.startsWith(start));
}

/** The slope of the best-fitting line: how much the value grows per step. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [above, below] = values.reduce(([above, below], value, index) => [above + (index - middle) * (value - mean), below + (index - middle) ** 2], [0, 0]);
  return below === 0 ? 0 : above / below;
}
