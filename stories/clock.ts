/** The date of every story, test and page. The demo's dates and all expected dates follow from it. */
export const now = new Date('2026-11-14T14:02:00Z');

/**
 * Sets the date of this page or process; time then passes as usual. Returns a function that restores the real date.
 * Uses nothing outside of itself, because Playwright sends its source to a browser.
 * @param start milliseconds since 1970.
 */
export function setDate(start: number): () => void {
  const RealDate = Date;
  const offset = start - RealDate.now();
  const read = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(read()).toString(),
    construct: (target, args: [], newTarget) => Reflect.construct(target, args.length === 0 ? [read()] : args, newTarget) as Date,
    get: (target, key) => (key === 'now' ? read : (Reflect.get(target, key) as unknown)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
