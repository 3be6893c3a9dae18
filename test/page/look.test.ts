import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { settled, serveFile, visit, ways } from './browser';

const server = serveFile();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const customers = ['ada', 'bo', 'cy', 'dee', 'eve', 'fay', 'gil'];

interface Observed {
  shifts?: number[];
  axe?: { run: (where: Document, options: object) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary?: string }> }> }> };
}

/** Adds up what the browser saw move, from the first frame on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = globalThis as Observed;
    const shifts: number[] = [];
    seen.shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Answers come one after the other, each in a frame of its own. */
async function delayAnswers(page: Page): Promise<void> {
  const delays: Array<[string, number]> = [
    ['/meters', 120],
    ['/wallets', 200],
    ['/charge-preview', 150],
    ['/subscriptions', 280],
  ];
  await page.route(/\/(v1\/customer-portal|api\/portal)\//, async (route) => {
    const path = new URL(route.request().url()).pathname;
    await pause(delays.find(([part]) => path.includes(part))?.[1] ?? 0);
    await route.continue();
  });
}

async function shiftsOf(page: Page): Promise<number[]> {
  await settled(page);
  await page.waitForTimeout(450);
  return page.evaluate(() => (globalThis as Observed).shifts ?? [-1]);
}

/** What is wider than the window, with everything unfolded. */
function beyond(page: Page): Promise<{ width: number; elements: string[] }> {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const elements = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('svg'));
    return { width: document.documentElement.scrollWidth, elements: elements.map((element) => element.outerHTML.slice(0, 80)) };
  });
}

describe.each(ways)('while the page loads $way', ({ direct }) => {
  // One layout for both ways: of the second the plainest and the longest page are enough.
  it.each(direct === '' ? customers : ['ada', 'dee'])('a skeleton stands for what %s is to see, nothing moves on a wide screen or a narrow one, and nothing is wider', async (customer) => {
    const observe = async (width: number) => {
      const { page } = await visit(`${server().url}?customer=${customer}${direct}`, { viewport: { width, height: 800 } }, async (page) => {
        await watchShifts(page);
        await delayAnswers(page);
      });
      const loading = await page.getByText('Loading…').first().textContent();
      return { loading, shifts: await shiftsOf(page), beyond: await beyond(page) };
    };
    const [wide, narrow] = await Promise.all([observe(1200), observe(320)]);
    expect(wide).toEqual({ loading: 'Loading…', shifts: [], beyond: { width: 1200, elements: [] } });
    expect(narrow).toEqual({ loading: 'Loading…', shifts: [], beyond: { width: 320, elements: [] } });
  });

  it('nothing moves when all answers come at once', async () => {
    const { page } = await visit(`${server().url}?${direct}`, {}, watchShifts);
    expect(await shiftsOf(page)).toEqual([]);
  });
});

describe('by day and by night', () => {
  const brightness = (color: string) => {
    const numbers = color.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
    return numbers.reduce((sum, number) => sum + number, 0) / 3;
  };

  it('the page follows the reader’s colours', async () => {
    const { page } = await visit(server().url);
    await settled(page);
    const colors = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.documentElement);
        return { paper: backgroundColor, ink: color };
      });
    };
    const [light, dark] = [await colors('light'), await colors('dark')];
    expect(brightness(light.paper)).toBeGreaterThan(brightness(light.ink));
    expect(brightness(dark.paper)).toBeLessThan(brightness(dark.ink));
  });

  it.each(customers)('axe has no word against what %s sees', async (customer) => {
    const { page } = await visit(`${server().url}?customer=${customer}`);
    await settled(page);
    // Of 250 meters and 60 bills that unfold axe looks at some only.
    await page.evaluate(() => {
      document.querySelectorAll('details').forEach((details, index) => {
        details.open = index < 5;
      });
    });
    await page.addScriptTag({ path: axe });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await page.evaluate(async () => {
        const { violations } = await (globalThis as Observed).axe!.run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      });
      expect({ colorScheme, violations }).toEqual({ colorScheme, violations: [] });
    }
  });
});

describe('with a reader’s own needs', () => {
  it('the bar shows what is over without colours of ours, and nothing is animated', async () => {
    const { page } = await visit(server().url, { forcedColors: 'active', reducedMotion: 'reduce' });
    await settled(page);
    const over = page.locator('.mf-usage-over').first();
    expect(await over.evaluate((line) => getComputedStyle(line).stroke)).not.toBe('none');
    expect((await over.boundingBox())!.width).toBeGreaterThan(10);
    const durations = await page.locator('.mf-usage-fill').evaluateAll((fills) => fills.map((fill) => getComputedStyle(fill).transitionDuration));
    expect(new Set(durations)).toEqual(new Set(['0s']));
  });
});
