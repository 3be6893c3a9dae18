import type { Page } from 'playwright';

/** Lists what can't be read in the widgets: elements that are cut off, texts that overlap, and texts that extend beyond the left or right edge of the window. */
export function illegibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const isHidden = (element: Element) => element.closest('.mf-hidden, svg, select, [hidden]') !== null || !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
    const nameOf = (element: Element) => `${element.getAttribute('class')} “${element.textContent?.trim().slice(0, 40)}”`;
    const elements = [...document.querySelectorAll('.mf-widget *')].filter((element) => !isHidden(element));
    const lines: Array<{ element: Element; box: DOMRect }> = [];
    for (const element of elements) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const isClipped = [overflowX, overflowY].some((overflow) => ['hidden', 'clip'].includes(overflow));
      // A line of text may be one pixel taller than its box.
      if (isClipped && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) problems.push(`clipped: ${nameOf(element)}`);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.textContent?.trim() === '') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.width > 1) lines.push({ element, box });
      }
    }
    const inset = 2;
    lines.forEach(({ element, box }, index) => {
      if (box.left < -1 || box.right > document.documentElement.clientWidth + 1) problems.push(`outside: ${nameOf(element)}`);
      for (const other of lines.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Boxes of lines are taller than their letters.
        if (across > inset && down > Math.min(box.height, other.box.height) / 3) problems.push(`overlap: ${nameOf(element)} and ${nameOf(other.element)}`);
      }
    });
    return [...new Set(problems)];
  });
}

/** Opens every `<details>` element of the page or the first few, also those inside of others, and waits until what they unfold into has loaded. */
export async function unfoldAll(page: Page, most = Infinity): Promise<void> {
  await page.waitForFunction((count) => {
    const folds = [...document.querySelectorAll('details')].slice(0, count ?? undefined);
    for (const fold of folds) fold.open = true;
    // What a fold contains is drawn after it has opened, and may be another fold, which the next call opens.
    return folds.every(({ childElementCount }) => childElementCount > 1) && document.querySelector('.mf-widget [data-state="loading"]') === null;
  }, most === Infinity ? null : most);
}
