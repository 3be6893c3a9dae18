/** The date of every story. The demo's dates and all expected dates follow from it. */
export const now = new Date('2026-11-14T14:02:00Z');

/** Sets the page's date to `now`, from where time passes as usual. Returns a function that restores the real date. */
export function setDate(): () => void {
  const RealDate = Date;
  const offset = now.getTime() - RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], newTarget) => Reflect.construct(target, args.length === 0 ? [target.now() + offset] : args, newTarget) as Date,
    get: (target, key) => (key === 'now' ? () => target.now() + offset : (Reflect.get(target, key) as unknown)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
