/**
 * Lists the drawings, borders of controls and icons whose contrast with the browser's own background, `Canvas`, is below 3:1,
 * including those in open shadow trees. Runs in the page, in any browser, so it uses nothing from outside.
 */
export function faintMarks(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const luminance = (...layers: ReadonlyArray<readonly [color: string, opacity: number]>): number => {
    for (const [color, opacity] of layers) {
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const canvas = Object.assign(document.body.appendChild(document.createElement('p')), { style: 'color: Canvas; forced-color-adjust: none' });
  const paper = getComputedStyle(canvas).color;
  canvas.remove();
  const base = luminance([paper, 1]);
  const contrast = (color: string, opacity: number): number => {
    const other = luminance([paper, 1], [color, opacity]);
    return (Math.max(base, other) + 0.05) / (Math.min(base, other) + 0.05);
  };
  const opacityOf = (element: Element | null): number => (element === null || element.matches('.mf-widget') ? 1 : Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement));
  const faint: string[] = [];
  const trees = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const marks = '.mf-widget svg :is(rect, line, path, circle, polyline), .mf-widget :is(button, input, select, a), .mf-widget [class]';
  for (const element of trees.flatMap((tree) => [...tree.querySelectorAll(marks)])) {
    const { width, height } = element.getBoundingClientRect();
    if (width < 0.5 && height < 0.5) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    const opacity = opacityOf(element);
    const name = `${element.tagName} ${element.getAttribute('class')}`;
    if (element.matches('svg *')) {
      // A shape is visible by its fill or by its stroke. A line has no area to fill, although its computed fill is black.
      const [fill, stroke] = [element.matches('line') ? 'none' : style.fill, style.stroke].map((color, index) => (color === 'none' ? 0 : contrast(color, opacity * Number(index === 0 ? style.fillOpacity : style.strokeOpacity))));
      if (Math.max(fill!, stroke!) < 3) faint.push(`${name}: ${style.fill} ${style.stroke}`);
    } else if (element.matches('.mf-field, .mf-button') && contrast(style.borderTopColor, opacity) < 3) {
      faint.push(`${name}: ${style.borderTopColor}`);
    }
    for (const pseudo of ['::before', '::after']) {
      const drawn = getComputedStyle(element, pseudo);
      const { backgroundColor, backgroundImage, clipPath } = drawn;
      if (drawn.content !== '""' || drawn.display === 'none') continue;
      const borders = (['Top', 'Right', 'Bottom', 'Left'] as const).flatMap((side) => (drawn[`border${side}Width`] === '0px' ? [] : drawn[`border${side}Color`]));
      const colors = [backgroundColor, ...borders];
      if (backgroundImage === 'none' && Math.max(...colors.map((color) => contrast(color, opacity))) < 3) faint.push(`${name}${pseudo}: ${colors.join(' ')} ${clipPath.slice(0, 20)}`);
    }
  }
  return [...new Set(faint)];
}
