import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { Billing, Credits, Usage } from '../../src';
import { serveBrowser, visit } from '../page/browser';
import { faintMarks } from '../page/faintMarks';
import { illegibleTexts } from '../page/legible';
import { drawnIn } from './drawn';
import type { Host } from './hosts';
import { pageOf, styles, widgetsOf } from './markup';
import { faint } from './measure';
import { besideBare, faintPixels, overSlider } from './rules';

serveBrowser();
const { unlayered } = await styles();
// With a button, because its border is measured.
const markup = await widgetsOf('ada', <><Usage pageSize={4} /><Billing /><Credits /></>);
let drawn: string | undefined;

/** A host whose rules reach into widgets. */
const hostWith = (css: string): Host => ({ name: 'intruding rules', files: [], css: `body { background: #fff } ${css}`, isLast: true, around: ['<main>'] });

async function open(css: string): Promise<Page> {
  const { page } = await visit('about:blank', { viewport: { width: 1200, height: 1400 } });
  await page.setContent(pageOf(hostWith(css), unlayered, markup));
  return page;
}

// Without these, the tests of host pages would pass if a function measured nothing.
describe('a host’s rule that reaches into a widget', () => {
  it.each([
    ['another style', '.mf-usage-name { color: red !important }', 'mf-usage-name has color: rgb(255, 0, 0) instead of'],
    ['another place', '.mf-usage-track { margin-top: 2px !important }', 'mf-usage-track has at'],
  ])('is found by besideBare(): %s', async (_, css, difference) => {
    const { page } = await visit('about:blank');
    drawn ??= await drawnIn(page);
    const { differences } = await besideBare(page, hostWith(css), unlayered, drawn);
    expect(differences.filter((one) => one.startsWith(difference))).not.toEqual([]);
  });

  it('is found by overSlider() if it hides the filled part or draws around it', async () => {
    const { page } = await visit('about:blank');
    drawn ??= await drawnIn(page);
    expect(await overSlider(page, hostWith('.mf-slider { background: red !important }'), unlayered, drawn)).toContainEqual(expect.stringMatching(/^the filled part is 255,0,0 /));
    expect(await overSlider(page, hostWith('.mf-slider-box { box-shadow: 0 0 0 6px red !important }'), unlayered, drawn)).toEqual([expect.stringMatching(/^above it is .*255,0,0/)]);
  });

  it('is found by faint() and faintPixels() if it makes texts, bars and borders faint', async () => {
    const page = await open('.mf-usage-name { color: #aaa !important } .mf-usage-fill { stroke: #ddd !important } .mf-button { border-color: #ddd !important }');
    const parts = ['mf-usage-name text', 'mf-usage-fill', 'mf-button border'];
    const found = [await page.evaluate(faint), await faintPixels(page)];
    expect(found.map((list) => parts.filter((part) => list.some((one) => one.startsWith(part))))).toEqual([parts, parts]);
  });

  it('is found by faintMarks() if it makes bars faint', async () => {
    const page = await open('.mf-usage-fill { stroke: #ddd !important }');
    expect(await page.evaluate(faintMarks)).toContainEqual(expect.stringMatching(/mf-usage-fill: .*rgb\(221, 221, 221\)$/));
  });

  it.each([
    ['clipped', '.mf-usage-name { display: block !important; overflow: hidden !important; width: 20px !important; white-space: nowrap !important }'],
    ['overlap', '.mf-usage-status { position: relative !important; top: -1.5em !important }'],
    ['outside', '.mf-usage-name { position: relative !important; left: -100px !important }'],
  ])('is found by illegibleTexts() as “%s”', async (problem, css) => {
    const page = await open(css);
    expect((await illegibleTexts(page)).map((one) => one.split(':')[0])).toContain(problem);
  });
});
