/** The names for `::part()`, with the class of each. scripts/manifest.js copies the comments to the custom elements manifest. */
const partClasses = {
  /** The heading of a widget. */
  title: 'title',
  /** The most urgent problem in one sentence, with its action. */
  alert: 'alert',
  /** One meter, with everything that belongs to it. */
  meter: 'usage',
  /** The name of a meter. */
  name: 'usage-name',
  /** The large figure of a meter, such as what is left or what it costs so far. */
  value: 'usage-value',
  /** The bar of a meter, in its whole length. */
  track: 'usage-track',
  /** The used part of a bar. */
  fill: 'usage-fill',
  /** The small line of a meter, such as "465 of 500 used". */
  status: 'usage-status',
  /** A message in place of content, or above it: nothing here yet, loading failed. */
  notice: 'notice',
  /** A button, or a link that looks like one. */
  button: 'button',
  /** One bill. */
  bill: 'bill',
  /** The amount due, with its currency. */
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

/** Calls back when the page adds or removes children of an element or changes their slots, and when the shadow tree has changed. */
export function follow(element: HTMLElement, shadow: ShadowRoot, onChildren: () => void, onDrawing: () => void): MutationObserver[] {
  const [children, drawing] = [new MutationObserver(onChildren), new MutationObserver(onDrawing)];
  // The slots are attributes of children, so this observes the whole content of the element: usually a few nodes.
  children.observe(element, { childList: true, subtree: true, attributeFilter: ['slot'] });
  drawing.observe(shadow, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
  return [children, drawing];
}

/**
 * The parent of a node, or the host of its shadow tree. Reads the getter of `Node.prototype`, because named elements of the page hide the
 * properties of their form and document: `<img name="parentNode">` would be the parent of its own ancestor.
 */
export function parentOf(node: Node): Node | false | null {
  // A document has no host, whatever `<img name="host">` says. 11 is the type of a shadow root.
  return Reflect.get(Node.prototype, 'parentNode', node) ?? (node.nodeType === 11 && (node as ShadowRoot).host);
}

/** The window of a document; `null` if the document is never displayed, such as DOMParser's. Not `defaultView`, which `<img name="defaultView">` hides. */
export function windowOf(ownerDocument: Document): (Window & typeof globalThis) | null {
  return Reflect.get(Document.prototype, 'defaultView', ownerDocument);
}
