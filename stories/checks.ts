import { expect } from 'storybook/test';

const nonsense = /NaN|undefined|null|Infinity|Invalid Date|\[object Object\]/;

/** Runs after most stories: no text or attribute shows a value such as `undefined` or `NaN`. */
export async function readsWell({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  await expect(canvasElement.textContent).not.toMatch(nonsense);
  const attributes = [...canvasElement.querySelectorAll('*')].flatMap((element) => [...element.attributes].map(({ value }) => value));
  await expect(attributes.filter((value) => nonsense.test(value))).toEqual([]);
}

/** Checks that a screen reader gets only this sentence of a row: the other parts are hidden. */
export async function reads(sentence: HTMLElement): Promise<void> {
  const others = [...(sentence.parentElement?.children ?? [])].filter((part) => part !== sentence && part.getAttribute('aria-hidden') !== 'true');
  await expect(sentence).toHaveClass('mf-hidden');
  await expect(others).toEqual([]);
}

/** The lines of a bill or a receipt, such as "− Included: 1,000", without the steps to the total and the details below a line. */
export function linesIn(element: Element): string[] {
  return [...element.querySelectorAll('.mf-line:not(.mf-steps > *)')].map((line) => {
    const [label, value] = [...line.querySelectorAll(':scope > :not(.mf-line-operator, .mf-line-detail)')].map(({ textContent }) => textContent);
    return `${line.querySelector('.mf-line-operator')?.textContent ?? ''} ${label}: ${value}`.trim();
  });
}

/** The totals of bills, each followed by its due date. */
export function totalsIn(element: Element): string[] {
  return [...element.querySelectorAll('.mf-amount-figure, .mf-amount-day')].map(({ textContent }) => textContent);
}

/** No visible part of the element overflows its sides. */
export async function fits(element: HTMLElement): Promise<void> {
  const box = element.getBoundingClientRect();
  const outside = [...element.querySelectorAll('*')].filter((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width > 1 && part.closest('svg') === (part.tagName === 'svg' ? part : null) && (left < box.left - 0.5 || right > box.right + 0.5);
  });
  await expect(outside).toEqual([]);
}

/** Each meter whose state matters shows it by one icon, and no other meter shows one: a color alone says nothing to some customers. */
export async function showsStates(element: HTMLElement): Promise<void> {
  for (const meter of element.querySelectorAll<HTMLElement>('.mf-usage')) {
    const { tone, state = '' } = meter.dataset;
    const icons = [...meter.querySelectorAll('*')].filter((part) => part.checkVisibility() && getComputedStyle(part, '::before').clipPath.startsWith('path'));
    await expect(icons).toHaveLength(tone === 'neutral' && state !== 'over' && state !== 'unknown' ? 0 : 1);
  }
}

/** The visible texts of a meter by line. Throws if a part starts neither level with its line nor below it. */
export function textLinesIn(meter: Element): string[][] {
  const lines: { top: number; bottom: number; texts: string[] }[] = [];
  for (const part of [...meter.children].filter(({ tagName, className }) => tagName !== 'svg' && className !== 'mf-hidden')) {
    const { top, bottom } = part.getBoundingClientRect();
    const last = lines.at(-1);
    const begins = last === undefined || top >= last.bottom - 0.5;
    // A value is larger than its name, so it starts one pixel above it.
    if (!begins && Math.abs(top - last.top) > 1.5) throw new Error(`“${part.textContent}” starts at ${top}, within the line from ${last.top} to ${last.bottom}.`);
    if (begins) lines.push({ top, bottom: bottom - parseFloat(getComputedStyle(part).paddingBlockEnd), texts: [part.textContent] });
    else last.texts.push(part.textContent);
  }
  return lines.map(({ texts }) => texts);
}

/** No width leaves fewer than this many words of a text on its last line. */
export async function endsWithSeveralWords(element: HTMLElement, least = 2): Promise<void> {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).lastChild() as Text;
  const topAt = (index: number) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().top;
  };
  const words = text.data.split(' ');
  const spaces = Array.from({ length: least - 1 }, (_, index) => words.slice(0, -1 - index).join(' ').length);
  const { cssText } = element.style;
  element.style.flex = 'none';
  const alone = Array.from({ length: 100 }, (_, index) => 200 + index * 4).filter((width) => {
    element.style.inlineSize = `${width}px`;
    return spaces.some((space) => topAt(space + 1) > topAt(space - 1) + 4);
  });
  element.style.cssText = cssText;
  await expect(alone).toEqual([]);
}
