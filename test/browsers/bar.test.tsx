import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UsageBar, type UsageBarProps } from '../../src';
import { styles } from '../hosts/markup';
import { browsers, serveTab } from './browsers';
import { decodePng } from './png';

const { unlayered } = await styles();
const width = 400;

describe.each(browsers)('in $name,', ({ open }) => {
  const tab = serveTab(open);

  /** The colors along the middle of a bar, along its upper and lower edge, and above and below it, each as a text. */
  async function rowsOf(props: UsageBarProps, page = '', direction = 'ltr') {
    const bar = renderToStaticMarkup(<UsageBar name="Images" {...props} />);
    await tab().setContent(`<!doctype html><html dir="${direction}"><style>${unlayered}</style><style>body { margin: 20px; width: ${width}px; background: #fff; color: #000 } ${page}</style>${bar}</html>`);
    const { x, y, height } = await tab().evaluate(() => {
      const { x, y, height } = document.querySelector('.mf-usage-track')!.getBoundingClientRect();
      return { x, y, height };
    }, undefined);
    const picture = decodePng(await tab().screenshot());
    const row = (line: number) => Array.from({ length: width }, (_, index) => picture.at(x + index, Math.floor(line)).join(' '));
    return { middle: row(y + height / 2), edge: row(y + 0.5), upper: row(y + 1), lower: row(y + height - 2), above: row(y - 3), below: row(y + height + 2), outside: row(y - 8)[0] };
  }

  it.each([0.06, 0.5, 0.93])('the fill takes a share of %d of the bar’s width, and its full height', async (share) => {
    const { middle, upper, lower } = await rowsOf({ consumedUnits: share * 1000, creditedUnits: 1000 });
    const end = share * width;
    const [fill, track] = [middle[Math.round(end / 2)], middle[Math.round((end + width) / 2)]];
    expect(fill).not.toBe(track);
    expect(new Set(middle.slice(2, end - 2))).toEqual(new Set([fill]));
    expect(new Set(middle.slice(end + 1, -2))).toEqual(new Set([track]));
    for (const row of [upper, lower]) expect(row[Math.round(end / 2)]).toBe(fill);
  });

  it('the fill starts at the right on a page that reads from right to left', async () => {
    const { middle } = await rowsOf({ consumedUnits: 250, creditedUnits: 1000 }, '', 'rtl');
    expect(new Set(middle.slice(width - 98, -2))).toEqual(new Set([middle[width - 50]]));
    expect(new Set(middle.slice(2, width - 102))).toEqual(new Set([middle[50]]));
    expect(middle[50]).not.toBe(middle[width - 50]);
  });

  it('a little usage is visible, and so are a few units left', async () => {
    const { middle: little } = await rowsOf({ consumedUnits: 1, creditedUnits: 1e6 });
    expect(little[2]).not.toBe(little[width / 2]);
    const { middle: nearlyAll } = await rowsOf({ consumedUnits: 999_999, creditedUnits: 1e6 });
    expect(nearlyAll[width - 3]).not.toBe(nearlyAll[width / 2]);
  });

  it('the bar is hatched from the limit on when usage exceeds the credits', async () => {
    const { middle } = await rowsOf({ consumedUnits: 2000, creditedUnits: 1000 });
    expect(new Set(middle.slice(2, width / 2 - 2)).size).toBe(1);
    const [fill] = middle.slice(2);
    const brightness = middle.slice(width / 2 + 2, -4).map((color) => color.split(' ').reduce((sum, part) => sum + Number(part), 0));
    const between = (Math.max(...brightness) + Math.min(...brightness)) / 2;
    const stripes = brightness.filter((value, index) => value < between && (brightness[index - 1] ?? 0) >= between).length;
    expect(stripes).toBeGreaterThan(20);
    expect(Math.min(...brightness)).toBeLessThan(fill!.split(' ').reduce((sum, part) => sum + Number(part), 0) + 60);
  });

  it.each([
    ['the day', { elapsed: 0.5 }, ''],
    ['the day on a page that colors everything like its text', { elapsed: 0.5 }, ':root { --mf-accent: currentColor }'],
    ['the limit', { consumedUnits: 2000 }, ''],
  ] as const)('the line that marks %s sticks out above and below the bar', async (_, props, page) => {
    const { above, below } = await rowsOf({ consumedUnits: 700, creditedUnits: 1000, ...props }, page);
    for (const row of [above, below]) {
      expect(new Set(row.slice(width / 2 - 1, width / 2 + 1))).toEqual(new Set([row[width / 2]]));
      expect(row[width / 2]).not.toBe(row[width / 4]);
    }
  });

  it('both ends of the bar are round', async () => {
    const brightness = (color = '') => color.split(' ').reduce((sum, part) => sum + Number(part), 0);
    for (const page of ['', ':root { --mf-bar-height: 20px }']) {
      const { edge, outside } = await rowsOf({ consumedUnits: 500, creditedUnits: 1000 }, page);
      for (const corner of [edge[0], edge[width - 1]]) expect(brightness(outside) - brightness(corner)).toBeLessThan(24);
      expect(brightness(outside) - brightness(edge[width - 30])).toBeGreaterThan(40);
    }
  });

  it('the fill is as high as a bar whose height the host sets', async () => {
    for (const page of ['.mf.mf .mf-usage-track.mf-usage-track { block-size: 20px }', ':root { --mf-bar-height: 20px }']) {
      const { middle, upper, lower } = await rowsOf({ consumedUnits: 500, creditedUnits: 1000 }, page);
      const fill = middle[width / 4];
      expect([upper, lower].map((row) => row[width / 4])).toEqual([fill, fill]);
      expect(middle[(width * 3) / 4]).not.toBe(fill);
    }
  });
});
