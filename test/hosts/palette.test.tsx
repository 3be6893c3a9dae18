import { describe, expect, it } from 'vitest';
import { serveBrowser, visit } from '../page/browser';
import { pageOf, styles, widgetsOf } from './markup';

serveBrowser();
const sheets = await styles();
const people = await Promise.all(['ada', 'bo', 'cy', 'eve', 'gil'].map((customer) => widgetsOf(customer)));

/** The background and text color of a host, and the attribute that it sets, if any. */
const themes: ReadonlyArray<readonly [paper: string, ink: string, attribute?: string]> = [
  ['#ffffff', '#111827'],
  ['#ffffff', '#374151'],
  ['#ffffff', '#4b5563'],
  ['#ffffff', '#000000'],
  ['#f8fafc', '#334155'],
  ['#fdf6e3', '#374151'],
  ['#e5e7eb', '#1f2937'],
  ['#d1d5db', '#111827'],
  ['#c4c8ce', '#111827'],
  ['#111827', '#9ca3af'],
  ['#09090b', '#fafafa'],
  ['#18181b', '#e4e4e7'],
  ['#1e293b', '#cbd5e1'],
  ['#0f766e', '#ffffff', 'data-mf-theme="onColour"'],
  ['#7c3aed', '#ffffff', 'data-mf-theme="onColour"'],
  ['#b91c1c', '#ffffff', 'data-mf-theme="onColour"'],
  ['#facc15', '#1c1917', 'data-mf-theme="onColour"'],
  ['#9ca3af', '#111827', 'data-mf-theme="onColour"'],
  ['#4b5563', '#ffffff', 'data-mf-theme="onColour"'],
];

/** Lists the texts whose contrast with the background is below 4.5, and the marks with one below 3. */
function faint(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const paper = getComputedStyle(document.body).backgroundColor;
  const luminance = (...colors: string[]): number => {
    for (const color of colors) {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const base = luminance(paper);
  const contrast = (color: string): number => {
    const other = luminance(paper, color);
    return (Math.max(base, other) + 0.05) / (Math.min(base, other) + 0.05);
  };
  const found: string[] = [];
  const check = (element: Element, what: string, color: string, enough: number): void => {
    const value = contrast(color);
    if (value < enough) found.push(`${element.getAttribute('class')} ${what} ${color}: ${value.toFixed(2)}`);
  };
  for (const element of document.querySelectorAll('.mf *')) {
    const style = getComputedStyle(element);
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '')) check(element, 'text', style.color, 4.5);
    if (element.matches('.mf-field, .mf-button')) check(element, 'border', style.borderTopColor, 3);
    if (element.matches('.mf-usage-fill')) check(element, 'fill', style.fill, 3);
    if (element.matches('.mf-usage-limit, .mf-usage-today')) check(element, 'fill', style.fill, 3);
  }
  return [...new Set(found)];
}

describe.each(themes)('on %s with text of %s,', (paper, ink, attribute = '') => {
  it('texts have a contrast of at least 4.5:1, and marks of at least 3:1', async () => {
    const { page } = await visit('about:blank', { colorScheme: 'light' });
    const css = `body { background: ${paper}; color: ${ink} }`;
    await page.setContent(pageOf({ name: '', files: [], css, around: [`<div ${attribute}>`] }, sheets.unlayered, people.join('')));
    expect(await page.evaluate(faint)).toEqual([]);
  });
});
