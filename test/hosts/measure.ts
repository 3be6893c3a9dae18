/**
 * What the tests of host pages measure. Each function runs in the page, in any browser, so it uses nothing from outside.
 */

/** The width of a place, and the text style that its widget or component inherits. */
interface Text {
  width: number;
  font: string;
  color: string;
  /** True for a widget, false for a component. Tests check the width of widgets only. */
  isWidget: boolean;
}

/** One of our elements, or one of its pseudo-elements. */
export interface Drawn {
  /** Its classes. */
  name: string;
  /** Its computed style, one property each. */
  look: readonly string[];
  /** Its place relative to the corner of its widget, and its size, in pixels. */
  place: readonly number[];
}

/** The width and text style of each place, and the elements in all of them. */
export function measure(): { texts: Text[]; drawn: Drawn[] } {
  const ofShapes = ['color', 'fill', 'stroke', 'stroke-width', 'opacity', 'visibility', 'filter', 'transform', 'clip-path', 'display', 'font-family', 'font-size', 'font-style', 'font-weight', 'font-variant-caps'];
  const ofBoxes = [
    ...ofShapes, 'background-color', 'background-image', 'box-shadow', 'text-shadow', 'line-height', 'letter-spacing', 'word-spacing', 'text-transform', 'text-indent', 'text-align', 'text-align-last', 'text-decoration-line', 'text-overflow', 'text-rendering', 'text-wrap',
    'white-space', 'word-break', 'overflow-wrap', 'line-break', 'hyphens', 'direction', 'writing-mode', 'position', 'float', 'box-sizing', 'overflow-x', 'overflow-y', 'vertical-align', 'list-style-type', 'columns',
    'padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width', 'border-top-style', 'border-bottom-style', 'border-top-color', 'border-bottom-color', 'border-top-left-radius',
    'transition-duration', 'animation-name', 'appearance', 'content',
  ];
  const drawn: Drawn[] = [];
  const texts: Text[] = [];
  for (const place of document.querySelectorAll<HTMLElement>('.place')) {
    const { fontStyle, fontVariantCaps, fontWeight, fontSize, fontFamily, color } = getComputedStyle(place);
    texts.push({ width: place.getBoundingClientRect().width, font: `${fontStyle} ${fontVariantCaps} ${fontWeight} ${fontSize} ${fontFamily}`, color, isWidget: place.querySelector('.mf-widget') !== null });
    // A color that was written as HSL has more digits than its computed value.
    place.style.color = color;
    const corner = place.firstElementChild!.getBoundingClientRect();
    for (const element of place.querySelectorAll('*')) {
      if (element.closest('option, .mf-hidden') !== null || element.getClientRects().length === 0) continue;
      const box = element.getBoundingClientRect();
      const name = element.getAttribute('class') ?? element.tagName;
      const properties = element instanceof SVGElement && element.tagName !== 'svg' ? ofShapes : ofBoxes;
      // Firefox computes a placeholder's style for sliders, too, which draw none.
      const rare = element.matches('input:not([type=range])') ? ['::placeholder'] : [];
      for (const part of ['', '::before', '::after', '::marker', ...rare]) {
        const style = getComputedStyle(element, part === '' ? null : part);
        if (/before|after|marker/.test(part) && (['none', 'normal'].includes(style.content) || style.visibility === 'hidden')) continue;
        drawn.push({ name: name + part, look: properties.map((property) => `${property}: ${style.getPropertyValue(property)}`), place: [box.x - corner.x, box.y - corner.y, box.width, box.height] });
      }
    }
  }
  return { texts, drawn };
}

/** The look of an element that the host has put into a widget. */
export function lookOfTheirs(): string[] {
  const { marginBlock, marginInline, paddingBlock, paddingInline, color, fontSize, fontFamily, display } = getComputedStyle(document.querySelector('#theirs')!);
  return [marginBlock, marginInline, paddingBlock, paddingInline, color, fontSize, fontFamily, display];
}

/** Lists the texts whose contrast with the background is below 4.5, and the marks with one below 3. */
export function faint(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const paper = getComputedStyle(document.body).backgroundColor;
  if (paper === 'rgba(0, 0, 0, 0)') throw new Error('The body has no background color, so no contrast can be measured.');
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
  for (const element of document.querySelectorAll('.mf *:not(option)')) {
    const style = getComputedStyle(element);
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '')) check(element, 'text', style.color, 4.5);
    if (element.matches('.mf-field, .mf-button')) check(element, 'border', style.borderTopColor, 3);
    if (element.matches('.mf-usage-fill, .mf-usage-limit, .mf-usage-today')) check(element, 'fill', style.stroke, 3);
  }
  return [...new Set(found)];
}

/** A part of the picture of a page, in pixels. */
export interface Sample {
  what: string;
  /** The contrast that it needs with what is around it. */
  enough: number;
  box: readonly [x: number, y: number, width: number, height: number];
}

/** The boxes of texts, bars, borders and the outline of the focused element. */
export function samplesOf(): Sample[] {
  const samples: Sample[] = [];
  const add = (element: Element, what: string, enough: number, { x, y, width, height }: { x: number; y: number; width: number; height: number }): void => {
    if (width >= 2 && height >= 1) samples.push({ what: `${element.getAttribute('class')} ${what}`, enough, box: [x, y, width, height] });
  };
  for (const element of document.querySelectorAll('.mf *')) {
    const isHidden = element.closest('.mf-hidden, option, details:not([open]) > :not(summary)') !== null || getComputedStyle(element).visibility === 'hidden';
    if (isHidden) continue;
    const box = element.getBoundingClientRect();
    for (const node of element.childNodes) {
      // A single character may have no pixel that it fills completely.
      if (node.nodeType !== 3 || node.textContent!.trim().length < 3) continue;
      const range = document.createRange();
      range.selectNode(node);
      add(element, `text "${node.textContent!.trim().slice(0, 20)}"`, 4.5, range.getClientRects()[0] ?? box);
    }
    // Each box has one part of the mark and one of the page beside it.
    if (element.matches('.mf-field, .mf-button')) add(element, 'border', 3, { x: box.x - 3, y: box.y + box.height / 2, width: 6, height: 1 });
    if (element.matches('.mf-usage-fill') && box.width >= 8) {
      // Browsers differ in whether the box of a line includes its thickness.
      const track = element.closest('svg')!.getBoundingClientRect();
      add(element, 'bar', 3, { x: box.x + box.width / 2, y: track.y - 4, width: 2, height: 4 + track.height / 2 });
    }
    if (element === document.activeElement) add(element, 'focus', 3, { x: box.x - 8, y: box.y + box.height / 2, width: 7, height: 1 });
  }
  return samples;
}

/** Scrolls to the slider in a bill. Returns the color of its filled part, and two points: one in that part, one above it on the page. */
export function sliderOf(): { fill: number[]; inFill: [x: number, y: number]; above: [x: number, y: number] } {
  const fill = document.querySelector('.mf-slider-fill')!;
  fill.scrollIntoView({ block: 'center' });
  const { x, y, height } = fill.getBoundingClientRect();
  const context = document.createElement('canvas').getContext('2d')!;
  context.fillStyle = getComputedStyle(fill).fill;
  context.fillRect(0, 0, 1, 1);
  const left = Math.round(x) + 5;
  return { fill: [...context.getImageData(0, 0, 1, 1).data].slice(0, 3), inFill: [left, Math.round(y + height / 2)], above: [left, Math.round(y) - 5] };
}
