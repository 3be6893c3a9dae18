import { describe, expect, it } from 'vitest';
import { Usage } from '../../src';
import { drawnIn } from '../hosts/drawn';
import { darkOf, hosts } from '../hosts/hosts';
import { pageOf, styles, widgetsOf } from '../hosts/markup';
import { faint, lookOfTheirs } from '../hosts/measure';
import { besideBare, faintPixels, overSlider } from '../hosts/rules';
import { themedHost, themes } from '../hosts/themes';
import { browsers, serveTab } from './browsers';

const sheets = await styles();
const markup = await widgetsOf('ada');
// With a button, which gets the focus.
const usage = await widgetsOf('ada', <Usage pageSize={4} />);
const people = await Promise.all(['ada', 'bo', 'cy', 'eve', 'gil'].map((customer) => widgetsOf(customer)));

describe.each(browsers)('in $name,', ({ open }) => {
  const tab = serveTab(open);
  const drawn: Partial<Record<'english' | 'arabic', string>> = {};

  describe.each(hosts)('on a page with $name,', (host) => {
    it('widgets look as they do on a bare page with the same text', async () => {
      const { words = 'english' } = host;
      const all = (drawn[words] ??= await drawnIn(tab(), words));
      const { widths, differences } = await besideBare(tab(), host, sheets.unlayered, all);
      expect(differences).toEqual([]);
      expect(Math.min(...widths)).toBeGreaterThan(280);
    });

    it('the slider shows its own track', async () => {
      const { words = 'english' } = host;
      const all = (drawn[words] ??= await drawnIn(tab(), words));
      expect(await overSlider(tab(), { ...host, root: host.root?.replace('rtl', 'ltr') }, sheets.unlayered, all.replaceAll('dir="rtl"', 'dir="ltr"'))).toEqual([]);
    });

    it('the pixels of texts have a contrast of at least 4.5:1 in its dark theme, and those of bars, borders and focus of at least 3:1', async () => {
      await tab().resize(1200, 1400);
      await tab().setContent(pageOf(darkOf(host), sheets.unlayered, usage));
      await tab().press('Tab');
      expect(await faintPixels(tab())).toEqual([]);
      await tab().resize(1200, 900);
    });

    it('an element that the host puts into a widget keeps the host’s look', async () => {
      const paragraph = '<div class="mf"><p id="theirs">Yours</p></div>';
      await tab().setContent(pageOf(host, sheets.unlayered, paragraph));
      const inside = await tab().evaluate(lookOfTheirs, undefined);
      await tab().setContent(pageOf(host, '', paragraph));
      expect(inside).toEqual(await tab().evaluate(lookOfTheirs, undefined));
    });
  });

  describe.each(themes)('on %s with text of %s, data-mf-theme %s,', (...theme) => {
    const host = themedHost(...theme);

    it('the colors of texts have a contrast of at least 4.5:1, and those of marks of at least 3:1', async () => {
      await tab().setContent(pageOf(host, sheets.unlayered, people.join('')));
      expect(await tab().evaluate(faint, undefined)).toEqual([]);
    });

    it('the pixels of texts have a contrast of at least 4.5:1, and those of bars, borders and focus of at least 3:1', async () => {
      await tab().resize(1200, 1400);
      await tab().setContent(pageOf(host, sheets.unlayered, markup));
      await tab().press('Tab');
      expect(await faintPixels(tab())).toEqual([]);
    });
  });
});
