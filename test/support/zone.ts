import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

/**
 * Lists the test files that read the time zone of their process, directly or in any code that they run, and those that start
 * another process, which has today's date. The first run of scripts/calendar.js loads this file; its other runs, each on
 * another day, include only the listed files.
 */
const mark = Symbol.for('meterface.zone');
const state = ((globalThis as { [mark]?: { hasRead: boolean } })[mark] ??= watch());

// Registered for each file.
state.hasRead = false;
afterAll(() => {
  if (state.hasRead) appendFileSync(process.env['METERFACE_ZONE_READERS'] ?? '', `${expect.getState().testPath}\n`);
});

/** Watches all that depends on the zone: the local parts and texts of a date, dates made from them, and formats without a zone. */
function watch(): { hasRead: boolean } {
  const result = { hasRead: false };
  const read = () => {
    result.hasRead = true;
  };
  for (const channel of ['child_process', 'worker_threads']) subscribe(channel, read);
  for (const name of Object.getOwnPropertyNames(Date.prototype)) {
    if (/^(?:get|set|to)(?!UTC|ISO|JSON|GMT|Time$)/.test(name)) replace(Date.prototype, name, read);
  }
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) => {
      if (args.length > 1 || isLocal(args[0])) read();
      return Reflect.construct(target, args, newTarget) as Date;
    },
    apply: (target) => {
      read();
      return target();
    },
  });
  const zoneless = new WeakSet<object>();
  const { prototype } = Intl.DateTimeFormat;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (name !== 'constructor') replace(prototype, name, (format) => void (zoneless.has(format) && read()));
  }
  const noted = (format: Intl.DateTimeFormat, options: Intl.DateTimeFormatOptions | undefined) => {
    if (options?.timeZone === undefined) zoneless.add(format);
    return format;
  };
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
    construct: (target, args: [string?, Intl.DateTimeFormatOptions?], newTarget) => noted(Reflect.construct(target, args, newTarget) as Intl.DateTimeFormat, args[1]),
    apply: (target, _, args: [string?, Intl.DateTimeFormatOptions?]) => noted(target(...args), args[1]),
  });
  return result;
}

/** Calls `before` with the object whenever one of its methods or getters runs. */
function replace(prototype: object, name: string, before: (self: object) => void): void {
  const { value, get, ...rest } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  const wrap = (inner: (...args: unknown[]) => unknown) =>
    function (this: object, ...args: unknown[]): unknown {
      before(this);
      return inner.apply(this, args);
    };
  if (typeof value === 'function') Object.defineProperty(prototype, name, { ...rest, value: wrap(value as () => unknown) });
  else if (get) Object.defineProperty(prototype, name, { ...rest, get: wrap(get) });
}

/** Whether a text is a date with a time and no zone. A date alone is in UTC. */
function isLocal(text: unknown): boolean {
  return typeof text === 'string' && !/^\d{4}-\d\d-\d\d$/.test(text) && !/(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*$/.test(text);
}
