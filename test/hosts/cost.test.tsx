import { chromium } from 'playwright';
import { afterAll, expect, it } from 'vitest';
import { launchOptions } from '../../scripts/chromium.js';
import { styles } from './markup';

interface Timing {
  selector: string;
  match_attempts: number;
  fast_reject_count: number;
}

// Of its own, because a trace also has the pages of other tests in the same browser.
const browser = await chromium.launch(launchOptions());
afterAll(() => browser.close());
const { unlayered } = await styles();

/** What Chromium traces when it computes the styles of this page: how often it compared each selector with an element. */
async function timings(css: string, body: string): Promise<Timing[]> {
  const page = await browser.newPage();
  await page.setContent(`<style>${css}</style>`);
  // So that the trace has only what comes later.
  await page.evaluate(() => document.body.getBoundingClientRect());
  await browser.startTracing(page, { categories: ['disabled-by-default-blink.debug', 'devtools.timeline'] });
  await page.evaluate((html) => {
    document.body.innerHTML = html;
    document.body.getBoundingClientRect();
  }, body);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: { name: string; args: { selector_stats?: { selector_timings: Timing[] } } }[] };
  return traceEvents.flatMap(({ name, args }) => (name === 'SelectorStats' ? (args.selector_stats?.selector_timings ?? []) : []));
}

/** The selectors that Chromium neither knew to be irrelevant by the kind of the element, nor by what is around it. */
const compared = (all: Timing[]) => all.filter((timing) => timing.match_attempts > timing.fast_reject_count).map(({ selector }) => selector);

it('elements of a page without widgets are compared with no selector of ours', async () => {
  const body = '<section class="a"><h2 id="b">c</h2><p>d <a href="#b">e</a></p><ul data-f="g"><li>h</li></ul><svg class="i"><path d="M0 0"/></svg></section>';
  const theirs = '.a > :first-child {}';
  const before = compared(await timings(theirs, body));
  expect(before).toContain('.a > :first-child');
  expect(compared(await timings(theirs + unlayered, body)).filter((selector) => !before.includes(selector))).toEqual([]);
});
