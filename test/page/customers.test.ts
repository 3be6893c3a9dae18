import { describe, expect, it } from 'vitest';
import { modes, serveFile, settled, visit } from './browser';

const server = serveFile();

/** Matches dates, which become DAY here: test/widgets/customers.test.tsx checks the dates themselves. */
const anyDay = /[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?(?:, (?:in \d+ days|tomorrow|today))?/g;

describe.each(modes)('the page, loading $mode, shows the bill of', ({ direct }) => {
  it.each<[customer: string, texts: string[], never: RegExp]>([
    ['fay', ['Subtotal $181.53', 'Discount −$27.23', 'Tax $38.58', 'Before balance $192.88', 'Balance used −$25.00 Total $167.88'], /(?<!at this pace, )before (?:discount|tax)/],
    ['hal', ['Next charge $24.00 due DAY', 'Base price $24.00'], /\$12\.00|discount/i],
    ['ike', ['Next charge $7.50 due DAY', 'Base price $12.00', 'Caption minutes 300 over at $0.01 each $3.00', 'Discount −$7.50'], /\$6\.00|\$9\.00/],
    ['jin', ['Plan changes to Lumen Light on DAY', 'Lumen Light $25.00', '6 seats from DAY', 'Lumen Workspace · 6 seats $30.00', 'Lumen Screens · 3 devices $12.00'], /\$40\.00|Plan changes on/],
    ['kai', ['Charge after your pause Pauses on DAY $19.00 due DAY', 'Lumen Loops Active Pauses on DAY'], /Next charge|\$9\.00/],
    ['lou', ['$5.00 due DAY Prices include $1.80 tax · $4.00 from your balance', '€0.00 due DAY Prices include €2.40 tax · €12.00 from your balance'], /(?<!at this pace, )before|\$7\.20/],
    ['mia', ['Next charge $15.00 due DAY', 'Storage 10 over at $0.10 / GB $1.00', 'Transfer 20 at $0.45 / GB $9.00'], /70B|E-8/],
  ])('%s', async (customer, texts, never) => {
    const { page, printed } = await visit(`${server().url}?customer=${customer}&refresh=0${direct}`);
    await settled(page);
    const bills = await page.locator('article').allInnerTexts();
    const text = bills.join(' ').replace(/\s+/g, ' ').replace(anyDay, 'DAY');
    expect(texts.filter((one) => !text.includes(one))).toEqual([]);
    expect(text).not.toMatch(never);
    expect(printed).toEqual([]);
  });
});
