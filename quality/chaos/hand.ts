import type { Act } from './plan';

/** An action of a customer on the page. */
export type Touch = Extract<Act, { act: 'retry' | 'more' | 'unfold' | 'search' | 'sort' | 'slide' }>;

/** Performs an action if the page has the control for it. */
export function touch(root: Element, act: Touch): void {
  switch (act.act) {
    case 'retry':
      return press(root, 'button.mf-button:not(.mf-foot:not([role]) button)', act.which);
    case 'more':
      return press(root, '.mf-foot:not([role]) button', 0);
    case 'unfold':
      return press(root, 'summary', act.which);
    case 'search':
      return setValue(root.querySelector('input[type=search]'), act.text);
    case 'sort':
      return setValue(root.querySelector('select'), act.by);
    case 'slide':
      return setValue([...root.querySelectorAll<HTMLInputElement>('input.mf-slider')][act.which] ?? null, String(act.to));
  }
}

function press(root: Element, selector: string, which: number): void {
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  found[which % Math.max(1, found.length)]?.click();
}

/** Sets a value as typing does. React replaces the element's own setter and ignores values set through it, so this calls the prototype's. */
function setValue(field: HTMLInputElement | HTMLSelectElement | null, value: string): void {
  if (field === null) return;
  const prototype = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
}
