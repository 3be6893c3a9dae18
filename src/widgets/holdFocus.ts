/** A part of a widget in which the focus stays, if there is one around the control. */
const parts = '.mf-item, .mf-table-row, .mf-unfold, .mf-fold, .mf-bill, .mf-widget, [tabindex="-1"]';
const rows = '.mf-item, .mf-table-row';
const headings = 'summary, h1, h2, h3, h4, h5, h6';

/** Stops following the previous control: only one has the focus. */
let stop = (): void => {};

/**
 * Follows the control that has the focus. When it disappears, such as "Try again", and the focus falls to the page's body, moves
 * the focus to the first new row after "Show more", and otherwise to the row or the heading of the part that the control was in.
 * @param frame an element of the widget around the control.
 */
export function holdFocus(control: HTMLElement, frame: Element): void {
  stop();
  const root = frame.getRootNode() as Document | ShadowRoot;
  const hasFocus = () => root.activeElement === control;
  // This part of the code may have loaded too late, or the customer may have gone on meanwhile.
  if (control.isConnected && !hasFocus()) return;
  const path = [...nodesAround(control), frame, ...nodesAround(frame)];
  const isMore = control.closest('.mf-foot') !== null;
  // Whether the customer sees where the focus is. If not, nothing must move on the screen.
  let isSeen = control.isConnected ? control.matches(':focus-visible') : undefined;
  let isAway = false;
  const listening = new AbortController();

  const move = (records: readonly MutationRecord[]) => {
    if (document.activeElement !== document.body) return;
    const around = path.find((node) => node.isConnected);
    const added = records.flatMap(({ target, addedNodes }) => [...addedNodes].filter(isElement).map((element) => ({ target, element })));
    const row = isMore && added.flatMap(({ element }) => [element, ...element.querySelectorAll(rows)]).find((element) => element.matches(rows));
    // The widget's root is another element after it has crashed, and when it's back.
    const part = around instanceof Element && frame.contains(around) ? (around.closest(parts) ?? frame) : added.find(({ target, element }) => target === around && element.matches('.mf'))?.element;
    const place = row || (part?.querySelector(headings) ?? part);
    if (place) focus(place as HTMLElement, isSeen);
  };
  const look = (records: readonly MutationRecord[]) => {
    if (hasFocus()) return;
    if (control.isConnected) {
      // In a shadow root, React doesn't give the focus back to a control whose row it has moved.
      if (document.activeElement === document.body && records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(control)))) focus(control, isSeen);
      return;
    }
    end();
    // While the customer is in another window or frame, this one must not take the focus.
    if (isAway) addEventListener('focus', () => move(records), { once: true });
    else move(records);
  };
  if (!control.isConnected) return move([]);
  const observer = new MutationObserver(look);
  const end = () => {
    observer.disconnect();
    listening.abort();
  };
  observer.observe(root, { childList: true, subtree: true });
  // Some browsers send this event when the control is removed, so it's too early to know why it came.
  control.addEventListener('blur', () => setTimeout(() => {
    if (!control.isConnected) return;
    if (hasFocus()) isAway = true;
    else end();
  }), listening);
  control.addEventListener('keydown', () => {
    isSeen = true;
  }, listening);
  stop = end;
}

/** The nodes around one, from the inside out, up to the document or shadow root. */
function nodesAround(node: Node): Node[] {
  return node.parentNode ? [node.parentNode, ...nodesAround(node.parentNode)] : [];
}

function isElement(node: Node): node is Element {
  return node instanceof Element;
}

function focus(element: HTMLElement, isSeen: boolean | undefined): void {
  const options = isSeen === undefined ? {} : { focusVisible: isSeen, preventScroll: !isSeen };
  element.focus(options);
  if ((element.getRootNode() as Document).activeElement === element) return;
  element.tabIndex = -1;
  element.focus(options);
}
