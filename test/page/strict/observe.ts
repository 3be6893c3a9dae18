/**
 * What the tests of server-rendered pages observe. Each function runs in the page, in any browser, so it uses nothing from
 * outside.
 */

/** What a browser reports about a page. */
export interface Observed {
  violations: string[];
  changes: string[];
  shifts: number[];
}

/** Records violations of the policy and layout shifts, if it runs before everything else. */
export function observe(): void {
  const seen: Observed = { violations: [], changes: [], shifts: [] };
  Object.assign(globalThis, { seen });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => void seen.violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shifts.push((entry as PerformanceEntry & { value: number }).value);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Records every change below the root from now on. */
export function watchChanges(): void {
  const { changes } = (globalThis as unknown as { seen: Observed }).seen;
  new MutationObserver((records) => {
    for (const { type, target, attributeName } of records) {
      const change = `${type} ${attributeName ?? ''} ${target.nodeName}`;
      // React rewrites these attributes of every <input> with the same values.
      if (!/^attributes (type|value|checked|name) INPUT$/.test(change)) changes.push(change);
    }
  }).observe(document.querySelector('#root')!, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** The position, size and text of every element below the root. */
export function picture(): string[] {
  return [...document.querySelectorAll('#root *')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const text = [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue] : [])).join('|');
    return `${element.tagName} ${[x, y, width, height].join(' ')} ${text}`;
  });
}
