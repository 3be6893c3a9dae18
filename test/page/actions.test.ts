import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { serveFile, settled, visit } from './browser';

const server = serveFile();
const extrasOf = (customer: string) => `${server().url}?customer=${customer}&refresh=0&extras`;

/** What axe finds in a part of the page. */
async function violationsIn(page: Page, part: string): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  return page.evaluate(async (where) => {
    const { axe } = globalThis as unknown as { axe: { run: (part: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run(where)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, part);
}

describe('the page with extras', () => {
  it('copies usage and bills with the keyboard', async () => {
    const { page, printed } = await visit(extrasOf('ada'), { permissions: ['clipboard-read', 'clipboard-write'] });
    await settled(page);
    const usage = page.getByRole('group', { name: 'Copy: Usage' });
    await usage.getByRole('combobox').selectOption('csv');
    await usage.getByRole('combobox').press('Tab');
    await page.keyboard.press('Enter');
    await usage.getByText('Copied as CSV').waitFor();
    const csv = await page.evaluate(() => navigator.clipboard.readText());
    expect(csv.split('\n').slice(1, 6).map((line) => /^"([^"]*)"/.exec(line)?.[1])).toEqual(['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created']);
    const bills = page.getByRole('group', { name: 'Copy: Billing' });
    await bills.getByRole('button', { name: 'Copy' }).press('Enter');
    await bills.getByText('Copied as Markdown').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('| base | Lumen Pro |');
    expect(printed).toEqual([]);
  });

  it.each(['a modal dialog', 'a shadow tree'])('copies without the clipboard API in %s, and keeps the focus', async (place) => {
    const { page, printed } = await visit(extrasOf('ada'), { permissions: ['clipboard-read', 'clipboard-write'] });
    await settled(page);
    await page.evaluate(async (isDialog) => {
      const { clipboard } = navigator;
      await clipboard.writeText('before');
      Object.assign(globalThis, { clipboard });
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      const around = document.createElement(isDialog ? 'dialog' : 'div');
      document.body.append(around);
      (isDialog ? around : around.attachShadow({ mode: 'open' })).append(document.querySelector('#root')!);
      if (around instanceof HTMLDialogElement) around.showModal();
    }, place === 'a modal dialog');
    const usage = page.getByRole('group', { name: 'Copy: Usage' });
    const button = usage.getByRole('button', { name: 'Copy' });
    await button.press('Enter');
    await usage.getByText('Copied as Markdown').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as Navigator).clipboard.readText())).toContain('| Image credits |');
    expect(await button.evaluate((element) => (element.getRootNode() as Document).activeElement === element)).toBe(true);
    expect(printed).toEqual([]);
  });

  it('dismisses an alert with the keyboard, in all tabs and after a reload', async () => {
    const { page, printed } = await visit(extrasOf('ada'));
    const alert = page.locator('.panel:last-child [role="status"]').first();
    await alert.getByText(/run out around/).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Dismiss: Image credits' }).waitFor();
    await page.getByRole('button', { name: 'Dismiss: Image credits' }).press('Enter');
    expect(await alert.textContent()).toBe('');
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => other.getByRole('button', { name: 'Dismiss: Image credits' }).count()).toBe(0);
    await page.reload();
    await settled(page);
    await page.waitForTimeout(200);
    expect(await alert.textContent()).toBe('');
    expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toMatch(/ada|Image/);
    expect(printed).toEqual([]);
  });

  it('calls back for each level in exactly one of three tabs that open together, and not after a reload', async () => {
    const { page } = await visit(`${server().url}?customer=cy&refresh=0`);
    const tabs = [page, await page.context().newPage(), await page.context().newPage()];
    const reached = async () => (await Promise.all(tabs.map((tab) => tab.locator('#reached > li').allTextContents()))).flat().toSorted();
    const all = ['AI tokens: 100% reached', 'AI tokens: 80% reached', 'Image credits: 80% reached'];
    await Promise.all(tabs.map((tab) => tab.goto(extrasOf('ada'))));
    await Promise.all(tabs.map((tab) => settled(tab)));
    await expect.poll(reached).toEqual(all);
    await page.waitForTimeout(500);
    expect(await reached()).toEqual(all);
    await Promise.all(tabs.map((tab) => tab.reload()));
    await Promise.all(tabs.map((tab) => settled(tab)));
    await page.waitForTimeout(500);
    expect(await reached()).toEqual([]);
  });

  it('compares plans for the usage of the last months, with one request, and leaves them out without histories', async () => {
    const { page, requests, printed } = await visit(extrasOf('ada'));
    await page.locator('[role="region"][aria-label="Compare plans"][aria-busy="false"]').waitFor();
    const rows = await page.getByRole('table', { name: 'Compare plans' }).getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').replace(/\d+\.\d\d$/, 'N'))).toEqual(['Plan Total cost', 'Lumen Pro your plan $N', 'Lumen Pay $N']);
    await page.getByText('for your usage from Aug 2026 to Oct 2026').waitFor();
    // Plans have no icon, so their names start where the title does.
    const textAt = (text: string) => page.getByText(text, { exact: true }).evaluate((element) => Math.round(element.getBoundingClientRect().left));
    expect(await textAt('Lumen Pay')).toBe(await textAt('Compare plans'));
    expect(requests.filter((request) => request.includes('interval=month'))).toHaveLength(1);
    expect(printed).toEqual([]);
    const direct = await visit(`${extrasOf('ada')}&direct`);
    await settled(direct.page);
    expect(await direct.page.getByText('Compare plans').count()).toBe(0);
  });

  it('shows a period beside the previous one, usage by model, and past periods, whose bars are read with the keyboard', async () => {
    const { page, printed } = await visit(extrasOf('ada'));
    const [meter, time] = [page.getByRole('combobox', { name: 'Meter' }), page.getByRole('combobox', { name: 'Time' })];
    await meter.selectOption('AI tokens');
    const panel = page.locator('.extras');
    const key = panel.getByRole('list', { name: 'By model' });
    await key.waitFor();
    expect((await key.getByRole('listitem').allInnerTexts()).map((text) => text.split(/\s/)[0])).toEqual(['gpt-4', 'claude', 'mistral', 'Other']);
    await panel.getByText('Previous period', { exact: true }).waitFor();
    await panel.getByRole('slider', { name: 'Usage by day' }).press('Home');
    await panel.getByText(/ \(previous period: /).first().waitFor();
    await time.focus();
    await page.keyboard.press('End');
    await time.selectOption('Last 6 periods');
    const slider = panel.getByRole('slider', { name: 'Usage by period' });
    await slider.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Oct 1 to Nov 1: .* tokens/);
    expect(await violationsIn(page, '.extras')).toEqual([]);
    expect(printed).toEqual([]);
    const direct = await visit(`${extrasOf('ada')}&direct`);
    await settled(direct.page);
    expect(await direct.page.getByRole('combobox', { name: 'Time' }).count()).toBe(0);
  });

  it('scrolls the page over a budget field that has the focus, and leaves the budget alone', async () => {
    const { page, printed } = await visit(extrasOf('ada'));
    await settled(page);
    const field = page.getByRole('spinbutton', { name: 'Budget in tokens: AI tokens' });
    await field.fill('4000000');
    await field.press('Enter');
    await field.hover();
    const top = await page.evaluate(() => scrollY);
    expect(top).toBeGreaterThan(200);
    await page.mouse.wheel(0, -100);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(top);
    expect(await field.inputValue()).toBe('4000000');
    expect(await page.getByText('4M tokens').count()).toBeGreaterThan(0);
    expect(printed).toEqual([]);
  });

  it('changes a budget with the keyboard, and says that it does not stop usage', async () => {
    const { page, printed } = await visit(extrasOf('ada'));
    const field = page.getByRole('spinbutton', { name: 'Budget in tokens: AI tokens' });
    await field.fill('2000000');
    await field.press('Enter');
    await page.getByText("Budget used up. It doesn't limit your usage.").waitFor();
    await page.getByText(/^A budget \(the mark in its bar\) warns you at 80% and 100%\. It doesn't limit your usage\.$/).waitFor();
    await page.getByRole('spinbutton', { name: 'Budget in tokens: AI tokens' }).fill('');
    await page.keyboard.press('Tab');
    await page.getByText("Budget used up. It doesn't limit your usage.").waitFor({ state: 'detached' });
    expect(await violationsIn(page, '.extras')).toEqual([]);
    expect(printed).toEqual([]);
  });

  it('opens the inline meter with the keyboard, closes it with Escape, and adds use that Polar has not counted', async () => {
    const { page, printed } = await visit(extrasOf('ada'));
    await settled(page);
    // These lines stand above the button, and would move it after the popover has found its place.
    await page.locator('#reached > li').nth(2).waitFor();
    const button = page.getByRole('button', { name: /^AI tokens: / });
    await button.press('Enter');
    const bar = page.locator('[popover] .mf-usage-track');
    await bar.waitFor({ state: 'visible' });
    // In the color of a bar, not in the black that an svg has by itself.
    expect(await bar.locator('.mf-usage-fill').evaluate((fill) => getComputedStyle(fill).stroke)).toMatch(/^oklch/);
    const [opener, box] = await Promise.all([button.boundingBox(), page.locator('[popover]').boundingBox()]);
    expect(Math.round(box!.y - opener!.y - opener!.height)).toBe(6);
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: 'Use 50,000 tokens' }).press('Enter');
    await page.getByText(/^≈ .* over$/).waitFor();
    expect(printed).toEqual([]);
  });

  it.each(['start', 'end'] as const)('keeps the open inline meter inside of a window of 320 px, with its button at the %s of the window', async (block) => {
    const { page } = await visit(extrasOf('ada'), { viewport: { width: 320, height: 500 } });
    const button = page.getByRole('button', { name: /^AI tokens: / });
    await button.evaluate((element, at) => element.scrollIntoView({ block: at }), block);
    await button.press('Enter');
    const popover = page.locator('[popover]');
    await popover.waitFor({ state: 'visible' });
    const box = (await popover.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(8);
    expect(box.x + box.width).toBeLessThanOrEqual(312);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(500);
  });

  it('opens a dark inline meter where only the page’s own colors are dark, and a light one where they are light', async () => {
    const { page } = await visit(extrasOf('ada'));
    const lightness = async (color: string) => {
      await page.locator('.panel').last().evaluate((panel: HTMLElement, text) => Object.assign(panel.style, { color: text, colorScheme: 'light' }), color);
      const popover = page.locator('[popover]');
      expect(await popover.evaluate((element) => getComputedStyle(element).color)).toBe(await page.locator('.panel').last().evaluate((panel) => getComputedStyle(panel).color));
      return popover.evaluate((element) => Number(/^oklch\(([\d.]+)/.exec(getComputedStyle(element).backgroundColor)?.[1]));
    };
    await page.getByRole('button', { name: /^AI tokens: / }).press('Enter');
    expect(await lightness('rgb(238, 238, 238)')).toBeCloseTo(0.22);
    expect(await lightness('rgb(17, 17, 17)')).toBeCloseTo(1);
  });
});
