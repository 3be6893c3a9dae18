import { decodePng, type Picture } from '../browsers/png';
import type { Tab } from '../browsers/tab';
import type { Host } from './hosts';
import { pageOf } from './markup';
import { type Drawn, measure, type Sample, samplesOf, sliderOf } from './measure';

type Shown = Pick<Tab, 'setContent' | 'evaluate'>;

/**
 * Compares widgets on a host's page with those on a bare page that has the same width, font and text color. Returns the
 * widths that the host leaves for them, and each element whose style differs, or whose place differs by a pixel or more.
 * @param markup of `drawnIn`
 */
export async function besideBare(tab: Shown, host: Host, sheet: string, markup: string): Promise<{ widths: number[]; differences: string[] }> {
  await tab.setContent(pageOf(host, sheet, markup));
  const { texts, drawn } = await tab.evaluate(measure, undefined);
  const css = texts.map(({ width, font, color }, index) => `.place:nth-child(${index + 1}) { width: ${width}px; font: ${font}; color: ${color} }`).join('\n');
  await tab.setContent(pageOf({ name: 'bare', files: [], css, around: ['<main>'], root: host.root }, sheet, markup));
  const bare = (await tab.evaluate(measure, undefined)).drawn;
  if (drawn.length < 500 || drawn.length !== bare.length) throw new Error(`The pages show ${drawn.length} and ${bare.length} elements.`);
  return { widths: texts.filter(({ isWidget }) => isWidget).map(({ width }) => width), differences: drawn.flatMap((there, index) => differencesOf(there, bare[index]!)) };
}

function differencesOf(there: Drawn, bare: Drawn): string[] {
  const looks = there.look.flatMap((style, index) => (style === bare.look[index] ? [] : `${style} instead of ${bare.look[index]}`));
  const isThere = there.place.every((length, index) => Math.abs(length - bare.place[index]!) < 1);
  const places = isThere ? [] : [`at ${textOf(there.place)} instead of ${textOf(bare.place)}`];
  return [...looks, ...places].map((difference) => `${there.name} has ${difference}`);
}

function textOf(place: readonly number[]): string {
  return place.map((length) => length.toFixed(1)).join(' ');
}

/** Describes what a host draws over the slider in a bill, or between it and the page: `[]` if only its filled part and the page are seen. */
export async function overSlider(tab: Shown & Pick<Tab, 'screenshot'>, host: Host, sheet: string, markup: string): Promise<string[]> {
  await tab.setContent(pageOf(host, sheet, markup));
  const { fill, inFill, above } = await tab.evaluate(sliderOf, undefined);
  const picture = decodePng(await tab.screenshot());
  const [filled, page, beside] = [picture.at(...inFill), picture.at(...above), picture.at(above[0], above[1] - 8)];
  const differs = (one: readonly number[], other: readonly number[]) => one.some((channel, index) => Math.abs(channel - other[index]!) > 6);
  return [...(differs(filled, fill) ? [`the filled part is ${filled.join()} instead of ${fill.join()}`] : []), ...(differs(page, beside) ? [`above it is ${page.join()} instead of ${beside.join()}`] : [])];
}

/** Lists the texts, bars, borders and the focus outline that have too little contrast in a picture of the page. */
export async function faintPixels(tab: Pick<Tab, 'evaluate' | 'screenshot'>): Promise<string[]> {
  const samples = await tab.evaluate(samplesOf, undefined);
  if (samples.length < 10) throw new Error('The page shows too little.');
  const picture = decodePng(await tab.screenshot());
  return samples.flatMap((sample) => {
    const value = contrastIn(picture, sample);
    return value < sample.enough ? `${sample.what}: ${value.toFixed(2)}` : [];
  });
}

/** The highest contrast between the most frequent color of a box, which is its background, and any other. */
function contrastIn(picture: Picture, { what, box: [x, y, width, height] }: Sample): number {
  const counts = new Map<string, { count: number; luminance: number }>();
  for (let row = Math.floor(y); row < Math.ceil(y + height); row++) {
    // Text at the edge of a page may extend beyond it by a fraction of a pixel.
    for (let column = Math.floor(x); column < Math.ceil(x + width - 1); column++) {
      if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) throw new Error(`${what} is outside of the picture.`);
      const color = picture.at(column, row);
      const known = counts.get(String(color));
      if (known === undefined) counts.set(String(color), { count: 1, luminance: luminanceOf(color) });
      else known.count += 1;
    }
  }
  const colors = [...counts.values()];
  const paper = colors.reduce((most, color) => (color.count > most.count ? color : most));
  return Math.max(...colors.map(({ luminance }) => (Math.max(luminance, paper.luminance) + 0.05) / (Math.min(luminance, paper.luminance) + 0.05)));
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color: readonly number[]): number {
  const [red, green, blue] = color.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
