/** A clock of the page's own: time stands still until it is moved. */
export interface Clock {
  now: () => number;
  /** When the next timer is due; `Infinity` for none. */
  next: () => number;
  /** Moves time on to this moment and runs the timers that are due by then, in order. Never backwards. */
  moveTo: (moment: number) => void;
  /** Time passes and no timer runs, as when a laptop sleeps; they are all due afterwards. */
  sleep: (milliseconds: number) => void;
  /** Timers that have not run yet. */
  pending: () => number;
  uninstall: () => void;
}

interface Timer {
  due: number;
  order: number;
  every: number | undefined;
  run: () => void;
}

type Callback = (...parts: unknown[]) => void;

/** Puts `Date`, `performance.now` and the timers of this realm under one clock, until it is uninstalled. */
export function installClock(start: number): Clock {
  const realm = globalThis as unknown as Record<string, unknown>;
  const names = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
  const real = Object.fromEntries(names.map((name) => [name, realm[name]]));
  const RealDate = Date;
  const timers = new Map<number, Timer>();
  let now = start;
  let order = 0;

  const add = (repeats: boolean) => (callback: unknown, delay: unknown, ...parts: unknown[]) => {
    const wait = Number(delay);
    // As browsers do: what is no number of milliseconds, or too large for 32 bits, is at once.
    const milliseconds = wait >= 1 && wait <= 2 ** 31 - 1 ? Math.trunc(wait) : 0;
    order += 1;
    const run = () => (callback as Callback)(...parts);
    timers.set(order, { due: now + milliseconds, order, every: repeats ? Math.max(1, milliseconds) : undefined, run });
    return order;
  };
  const clear = (id: unknown) => void timers.delete(Number(id));

  class PageDate extends RealDate {
    constructor(...parts: unknown[]) {
      if (parts.length === 0) super(now);
      else super(...(parts as [number]));
    }
    static override now() {
      return now;
    }
  }
  Object.assign(realm, { Date: PageDate, setTimeout: add(false), clearTimeout: clear, setInterval: add(true), clearInterval: clear });
  Object.defineProperty(performance, 'now', { value: () => now - start + 1000, configurable: true, writable: true });

  const first = (): Timer | undefined => {
    let found: Timer | undefined;
    for (const timer of timers.values()) {
      if (found === undefined || timer.due < found.due || (timer.due === found.due && timer.order < found.order)) found = timer;
    }
    return found;
  };
  return {
    now: () => now,
    next: () => first()?.due ?? Infinity,
    moveTo(moment) {
      const limit = Math.max(now, moment);
      for (let timer = first(); timer !== undefined && timer.due <= limit; timer = first()) {
        now = Math.max(now, timer.due);
        if (timer.every === undefined) timers.delete(timer.order);
        else timer.due = now + timer.every;
        timer.run();
      }
      now = Math.ceil(limit);
    },
    sleep(milliseconds) {
      now += Math.ceil(milliseconds);
    },
    pending: () => timers.size,
    uninstall() {
      timers.clear();
      Object.assign(realm, real);
      // Falls back to the platform's own, on the prototype.
      Reflect.deleteProperty(performance, 'now');
    },
  };
}
