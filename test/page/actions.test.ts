import { describe, expect, it } from 'vitest';
import { serveFile, settled, visit } from './browser';

const server = serveFile();
const extrasOf = (customer: string) => `${server().url}?customer=${customer}&refresh=0&extras`;

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
});
