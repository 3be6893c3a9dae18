import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { settled, serveFile, visit, modes } from './browser';
import { unfoldAll } from './legible';

const server = serveFile();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const customers = ['ada', 'bo', 'cy', 'dee', 'eve', 'fay', 'gil', 'hal', 'ike', 'jin', 'kai', 'lou', 'mia'];

interface Observed {
  shifts?: number[];
  axe?: { run: (where: Document, options: object) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary?: string }> }> }> };
}

/** Records layout shifts from the first frame on. */
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

/** Holds API requests until `release` runs. Then each is sent after a delay that depends on its resource. */
async function delayResponses(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const delays: Array<[string, number]> = [
    ['/meters', 120],
    ['/wallets', 200],
    ['/charge-preview', 150],
    ['/subscriptions', 280],
  ];
  await page.route(/\/(v1\/customer-portal|api\/portal)\//, async (route) => {
    await released;
    const path = new URL(route.request().url()).pathname;
    await pause(delays.find(([part]) => path.includes(part))?.[1] ?? 0);
    await route.continue();
  });
  return release;
}

async function shiftsOf(page: Page): Promise<number[]> {
  await settled(page);
  await page.waitForTimeout(450);
  return page.evaluate(() => (globalThis as Observed).shifts ?? [-1]);
}

/** The width of the page, and the elements that reach beyond the window's right edge, with all details open. */
async function overflowOf(page: Page): Promise<{ width: number; elements: string[] }> {
  await unfoldAll(page);
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('svg'));
    return { width: document.documentElement.scrollWidth, elements: elements.map((element) => element.outerHTML.slice(0, 80)) };
  });
}

describe.each(modes)('while the page loads $mode,', ({ direct }) => {
  // The layout is the same in both modes, so the second tests only a short and a long page.
  it.each(direct === '' ? customers : ['ada', 'dee'])('%s sees a skeleton, and nothing shifts or overflows at 1200 or 320 pixels', async (customer) => {
    const observe = async (width: number) => {
      let release = () => {};
      const { page } = await visit(`${server().url}?customer=${customer}${direct}`, { viewport: { width, height: 800 } }, async (page) => {
        await watchShifts(page);
        release = await delayResponses(page);
      });
      const loading = await page.getByText('Loading…').first().textContent();
      release();
      return { loading, shifts: await shiftsOf(page), overflow: await overflowOf(page) };
    };
    const [wide, narrow] = await Promise.all([observe(1200), observe(320)]);
    expect(wide).toEqual({ loading: 'Loading…', shifts: [], overflow: { width: 1200, elements: [] } });
    expect(narrow).toEqual({ loading: 'Loading…', shifts: [], overflow: { width: 320, elements: [] } });
  });

  it('nothing shifts when no response is delayed', async () => {
    const { page } = await visit(`${server().url}?${direct}`, {}, watchShifts);
    expect(await shiftsOf(page)).toEqual([]);
  });
});

describe('in light and dark,', () => {
  const brightness = (color: string) => {
    const numbers = color.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
    return numbers.reduce((sum, number) => sum + number, 0) / 3;
  };

  it('the page follows the reader’s color scheme', async () => {
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

  it.each(customers)('axe finds no violation on the page of %s', async (customer) => {
    const { page } = await visit(`${server().url}?customer=${customer}`);
    await settled(page);
    // With all 250 meters open, axe would take too long.
    await unfoldAll(page, 5);
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

describe('with forced colors and reduced motion,', () => {
  it('the bar shows usage over the credits, and no bar is animated', async () => {
    const { page } = await visit(server().url, { forcedColors: 'active', reducedMotion: 'reduce' });
    await settled(page);
    const over = page.locator('[data-state="over"] .mf-usage-track').first();
    expect(await over.evaluate((track) => getComputedStyle(track).backgroundImage)).toMatch(/^repeating-linear-gradient/);
    const moves = await page.locator('.mf-usage-fill').evaluateAll((fills) => fills.map((fill) => [getComputedStyle(fill).transitionDuration, getComputedStyle(fill).animationName].join(' ')));
    expect(new Set(moves)).toEqual(new Set(['0s none']));
  });
});
