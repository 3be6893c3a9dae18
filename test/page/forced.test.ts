import { describe, expect, it } from 'vitest';
import { serveFile, settled, visit } from './browser';
import { faintMarks } from './faintMarks';
import { unfoldAll } from './legible';

const server = serveFile();

describe.each(['light', 'dark'] as const)('with forced colors in %s,', (colorScheme) => {
  it.each(['ada', 'bo', 'dee', 'eve', 'fay', 'gil'])('every mark on the page of %s stands out', async (customer) => {
    const { page } = await visit(`${server().url}?customer=${customer}&refresh=0`, { forcedColors: 'active', colorScheme });
    await settled(page);
    if (customer !== 'dee') await unfoldAll(page);
    expect(await page.evaluate(faintMarks)).toEqual([]);
  });

  it('a line that unfolds has texts of one color, and the head of a table blurs nothing behind it', async () => {
    const { page } = await visit(`${server().url}?customer=ada&refresh=0`, { forcedColors: 'active', colorScheme });
    await settled(page);
    await page.locator('summary').first().waitFor();
    const colors = await page.locator('summary').evaluateAll((lines) => lines.map((line) => new Set([line, ...line.querySelectorAll('*')].map((text) => getComputedStyle(text).color)).size));
    expect(new Set(colors)).toEqual(new Set([1]));
    await page.goto(`${server().url}?customer=dee&refresh=0`);
    await settled(page);
    await page.locator('.mf-table-head').waitFor();
    const blurs = await page.locator('.mf-table-head').evaluateAll((heads) => heads.map((head) => getComputedStyle(head).backdropFilter));
    expect(new Set(blurs)).toEqual(new Set(['none']));
  });
});
