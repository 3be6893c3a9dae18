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
});
