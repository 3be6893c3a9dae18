/** A clock for the page: time stands still until it is advanced. */
export interface Clock {
  now: () => number;
  /** The time of the next timer; `Infinity` without one. */
  next: () => number;
  /** Advances to this time and runs the timers until then, in order. Never goes backward. */
  moveTo: (moment: number) => void;
  /** Lets time pass without running timers, like a sleeping laptop. Timers that came due meanwhile run at the next `moveTo`. */
  sleep: (milliseconds: number) => void;
  /** The number of pending timers. */
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

/** Replaces `Date`, `performance.now` and the timers of this realm with one clock until it is uninstalled. */
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
    // Like browsers, treats a delay that is invalid or exceeds 32 bits as 0.
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
      // Uncovers the platform's own property on the prototype.
      Reflect.deleteProperty(performance, 'now');
    },
  };
}
