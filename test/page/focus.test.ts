import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { bars, serveFile, settled, visit } from './browser';

const server = serveFile();
const pageOf = (customer: string, more = '&refresh=0') => `${server().url}?customer=${customer}${more}`;

/** What has the focus: its tag, its text, and whether the customer sees the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement!;
    return { tag: element.localName, text: element.textContent?.slice(0, 40), isSeen: element.matches(':focus-visible') };
  });

const heading = { tag: 'h2', text: 'Usage', isSeen: true };

/** Lets the requests of a page fail, and returns a function that lets them pass again. */
async function breakRequests(page: Page, addresses: RegExp): Promise<() => Promise<void>> {
  await page.route(addresses, (route) => route.abort());
  return () => page.unroute(addresses);
}

/** Moves the focus to a control with the Tab key, as a customer without a mouse does. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let tries = 0; tries < 300 && !(await control.evaluate((element) => element === document.activeElement)); tries += 1) await page.keyboard.press('Tab');
  expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
}

describe('the keyboard focus on the page', () => {
  it('moves to the heading when "Try again" has loaded the usage', async () => {
    let repair = async () => {};
    const { page } = await visit(pageOf('ada'), {}, async (page) => {
      repair = await breakRequests(page, /\/meters\?/);
    });
    await tabTo(page, page.getByRole('button', { name: 'Try again: Usage' }));
    await repair();
    await page.keyboard.press('Enter');
    await bars(page).first().waitFor();
    await expect.poll(() => focused(page)).toEqual(heading);
  });

  it('stays on "Try again" when loading fails again', async () => {
    const { page } = await visit(pageOf('ada'), {}, (page) => breakRequests(page, /\/meters\?/));
    const button = page.getByRole('button', { name: 'Try again: Usage' });
    await tabTo(page, button);
    const failed = page.waitForEvent('requestfailed');
    await page.keyboard.press('Enter');
    await failed;
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
    expect(await focused(page)).toEqual({ tag: 'button', text: 'Try again', isSeen: true });
  });

  it('moves to the heading when a stale list is refreshed, whether by "Try again" or by itself', async () => {
    const { page } = await visit(pageOf('ada', '&refresh=1'));
    await settled(page);
    for (const key of ['Enter', 'Shift']) {
      const repair = await breakRequests(page, /\/meters\?/);
      await tabTo(page, page.getByRole('button', { name: 'Try again: Usage' }));
      await repair();
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { timeout: 30_000 }).toEqual(heading);
    }
  });

  it('moves to the first new row when the last "Show more" disappears', async () => {
    const { page, printed } = await visit(pageOf('dee'));
    await settled(page);
    await tabTo(page, page.getByRole('button', { name: 'Show 100 more' }));
    await page.keyboard.press('Enter');
    await expect.poll(() => bars(page).count()).toBe(200);
    expect(await focused(page)).toEqual({ tag: 'button', text: 'Show 50 more', isSeen: true });
    await page.keyboard.press('Enter');
    await expect.poll(() => bars(page).count()).toBe(250);
    await expect.poll(() => bars(page).nth(200).evaluate((row) => row === document.activeElement && row.matches(':focus-visible'))).toBe(true);
    await page.keyboard.press('Tab');
    // The next control below the list, and not the first one of the page.
    expect(await page.evaluate(() => document.querySelector('[aria-label="Usage"]')!.compareDocumentPosition(document.activeElement!))).toBe(4);
    expect(printed).toEqual([]);
  });

  it('moves to the line of a bill when "Try again" inside of it has loaded its history', async () => {
    const { page } = await visit(pageOf('ada'));
    await settled(page);
    const repair = await breakRequests(page, /\/history\?/);
    const line = page.locator('summary', { hasText: 'AI tokens' });
    await tabTo(page, line);
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('details').getByRole('button', { name: 'Try again' }));
    await repair();
    await page.keyboard.press('Enter');
    await page.locator('.mf-details .mf-history[role="group"]').waitFor();
    expect(await line.evaluate((element) => element === document.activeElement && element.matches(':focus-visible'))).toBe(true);
  });

  it('stays in a history when "Try again" has loaded it', async () => {
    let repair = async () => {};
    const { page } = await visit(pageOf('ada', '&refresh=0&extras'), {}, async (page) => {
      repair = await breakRequests(page, /\/(history|breakdown)\?/);
    });
    const history = page.locator('.extras > .mf:has(select)').first();
    await tabTo(page, history.getByRole('button', { name: 'Try again' }));
    await repair();
    await page.keyboard.press('Enter');
    await history.locator('.mf-history[role="group"]').waitFor();
    expect(await history.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('a customer with a mouse', () => {
  it('sees no ring and no scrolling when a pressed button disappears', async () => {
    const { page } = await visit(pageOf('dee'));
    await settled(page);
    const where = () => page.evaluate(() => ({ top: scrollY, isSeen: document.activeElement!.matches(':focus-visible') && document.activeElement !== document.body }));
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    await page.getByRole('button', { name: 'Show 50 more' }).scrollIntoViewIfNeeded();
    const { top } = await where();
    await page.getByRole('button', { name: 'Show 50 more' }).click();
    await expect.poll(() => bars(page).nth(200).evaluate((row) => row === document.activeElement)).toBe(true);
    expect(await where()).toEqual({ top, isSeen: false });
  });

  it('keeps the focus elsewhere, or nowhere, when a button that had it before disappears', async () => {
    const { page } = await visit(pageOf('ada', '&refresh=1'));
    await settled(page);
    for (const leave of [() => page.locator('h1').click(), () => page.locator('summary').first().focus()]) {
      const repair = await breakRequests(page, /\/meters\?/);
      const button = page.getByRole('button', { name: 'Try again: Usage' });
      await button.click();
      await leave();
      const { tag } = await focused(page);
      await repair();
      await expect.poll(() => button.count(), { timeout: 30_000 }).toBe(0);
      await page.waitForTimeout(100);
      expect(await focused(page)).toMatchObject({ tag, isSeen: false });
    }
  });
});
