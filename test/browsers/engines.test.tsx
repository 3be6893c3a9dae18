import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WhatIf } from '../../src';
import { pending, perUnit } from '../../stories/prices';
import { styles } from '../hosts/markup';
import { allBrowsers, serveTab } from './browsers';

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
});
