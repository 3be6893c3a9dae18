/** The names for `::part()`, with the class of each. */
const partClasses = {
  title: 'title',
  alert: 'alert',
  meter: 'usage',
  name: 'usage-name',
  value: 'usage-value',
  track: 'usage-track',
  fill: 'usage-fill',
  status: 'usage-status',
  notice: 'notice',
  button: 'button',
  bill: 'bill',
  amount: 'amount-figure',
};

/** Names the parts of a shadow tree that are new, so that a page can style them. */
export function nameParts(shadow: ShadowRoot): void {
  for (const [part, name] of Object.entries(partClasses)) {
    for (const element of shadow.querySelectorAll(`.mf-${name}:not([part])`)) element.setAttribute('part', part);
  }
}

/** Whether a widget shows data, or that there is none: no skeleton, and no notice of a failure in its place. */
export function isReady(shadow: ShadowRoot): boolean {
  return shadow.querySelector('[aria-busy=false]') !== null && shadow.querySelector('.mf-body > [data-code], .mf-body > slot[name=error]') === null;
}

/** Calls back when the page adds or removes children of an element, and when its shadow tree has changed. */
export function follow(element: HTMLElement, shadow: ShadowRoot, onChildren: () => void, onDrawing: () => void): MutationObserver[] {
  const [children, drawing] = [new MutationObserver(onChildren), new MutationObserver(onDrawing)];
  children.observe(element, { childList: true });
  drawing.observe(shadow, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
  return [children, drawing];
}
