import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WhatIf } from '../../src';
import { pending, perUnit } from '../../stories/prices';
import { styles } from '../hosts/markup';
import { allBrowsers, serveTab } from './browsers';
import { decodePng } from './png';

const { unlayered } = await styles();

/** What browsers draw in ways of their own, unless our style sheet prevents it. */
describe.each(allBrowsers)('in $name,', ({ open }) => {
  const tab = serveTab(open);
  const show = (html: string) => tab().setContent(`<!doctype html><html lang="en"><style>${unlayered}</style><style>body { margin: 20px; width: 400px; background: #fff; color: #000; font: 16px sans-serif }</style>${html}</html>`);

  it('a slider has the color of the text around it, so that its thumb and focus ring suit the page', async () => {
    await show(renderToStaticMarkup(<WhatIf meter={pending(1250, 1000, 1250)} price={perUnit('5')} currency="usd" />));
    const colors = await tab().evaluate(() => [getComputedStyle(document.querySelector('.mf-slider')!).color, getComputedStyle(document.querySelector('.mf-outlook')!).color], undefined);
    expect(colors[0]).toBe(colors[1]);
  });

  it('the lines of a table, including the one below its head, are as faint as those of a list', async () => {
    const row = (name: string) => `<tr class="${name}"><th class="mf-table-cell">A</th><td class="mf-table-cell">1</td></tr>`;
    await show(
      `<div class="mf mf-widget"><table class="mf-table"><thead class="mf-table-head">${row('mf-table-line')}</thead><tbody class="mf-table-body">${row('mf-table-row').repeat(3)}</tbody></table><ul class="mf-list"><li class="mf-item">A</li><li class="mf-item" id="item">B</li></ul></div>`,
    );
    const places = await tab().evaluate(() => [...document.querySelectorAll('tr:not(tbody > :last-child)')].map((row) => row.getBoundingClientRect().bottom - 1).concat(document.querySelector('#item')!.getBoundingClientRect().top), undefined);
    const picture = decodePng(await tab().screenshot());
    // A line may lie between two rows of pixels.
    const darkest = (y: number) => Math.min(...[-1, 0, 1].map((offset) => picture.at(300, Math.round(y) + offset)[0]));
    const [line, ...lines] = places.map(darkest).reverse();
    expect(line).toBeLessThan(250);
    expect(lines).toHaveLength(3);
    for (const other of lines) expect(Math.abs(other - line!)).toBeLessThan(8);
  });

  it('no space is missing where the first line of a hint ends', async () => {
    await show('<div class="mf mf-widget"><div class="mf-hint"><span class="mf-text">Couldn’t refresh. Showing data from 1:02 PM. It is shown until the next one.</span></div></div>');
    const squeezed = await tab().evaluate(() => {
      const text = document.querySelector<HTMLElement>('.mf-hint')!;
      const node = document.querySelector('.mf-text')!.firstChild as Text;
      const boxOf = (index: number) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return range.getBoundingClientRect();
      };
      const spaces = [...node.data.matchAll(/ /g)].map(({ index }) => index);
      const found: string[] = [];
      for (let width = 150; width < 350; width++) {
        text.style.width = `${width}px`;
        for (const index of spaces) {
          const [before, after] = [boxOf(index - 1), boxOf(index + 1)];
          if (Math.abs(before.top - after.top) < 4 && after.left - before.right < 1) found.push(`${width}: ${node.data.slice(0, index)}`);
        }
      }
      return found;
    }, undefined);
    expect(squeezed).toEqual([]);
  });

  it.each(['<div class="mf-hint">TEXT</div>', '<div class="mf-hint"><span class="mf-text">TEXT</span></div>', '<div class="mf-amount"><span class="mf-amount-note">TEXT</span></div>'])('text in two directions stays in its box on a right-to-left page: %s', async (html) => {
    await show(`<div class="mf mf-widget" dir="rtl" lang="ar">${html.replace('TEXT', 'بدأت الفترة في 1 نوفمبر 2026 وتنتهي في 1 ديسمبر 2026 (AI tokens) وبعد ذلك تبدأ فترة جديدة.')}</div>`);
    const beyond = await tab().evaluate(() => {
      const box = document.querySelector<HTMLElement>('.mf-widget')!;
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('.mf-hint, .mf-amount-note')!);
      const found: number[] = [];
      for (let width = 160; width < 300; width += 7) {
        box.style.width = `${width}px`;
        const { left, right } = box.getBoundingClientRect();
        // A space at the end of a line hangs.
        if ([...range.getClientRects()].some((part) => part.left < left - 6 || part.right > right + 6)) found.push(width);
      }
      return found;
    }, undefined);
    expect(beyond).toEqual([]);
  });
});
