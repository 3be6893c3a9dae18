import { describe, expect, it } from 'vitest';
import { barsOf, modes, resourcesOf, serveFile, settled, visit } from './browser';
import { describeUsage } from './usage';

const server = serveFile();

describe('the page', () => {
  it('shows the bars of all meters with requests to its own server only', async () => {
    const { page, requests, printed } = await visit(server().url);
    await settled(page);
    expect((await barsOf(page)).map(([name]) => name)).toEqual(['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created']);
    expect(resourcesOf(requests)).not.toEqual([]);
    expect(requests.filter((address) => !address.startsWith(`GET ${server().url}`) && !address.startsWith('GET data:'))).toEqual([]);
    expect(printed).toEqual([]);
  });

  it('has the fixed date of the tests, in the browser and in responses', async () => {
    const { page } = await visit(server().url);
    const [date, header] = await page.evaluate(async () => [new Date().toISOString(), (await fetch('/')).headers.get('Date') ?? '']);
    expect([date?.slice(0, 10), header?.slice(0, 16)]).toEqual(['2026-11-14', 'Sat, 14 Nov 2026']);
  });

  it('requests the meters before React DOM starts', async () => {
    const { page } = await visit(server().url, {}, (page) =>
      page.addInitScript(() => {
        const order: string[] = [];
        const { fetch } = globalThis;
        // React DOM reports to React's developer tools as it starts.
        const hook = { supportsFiber: true, checkDCE: () => {}, inject: () => order.push('React DOM') };
        const watched: typeof fetch = (request, init) => {
          order.push(/[a-z]+(?=\/?(\?|$))/.exec(new Request(request).url)?.[0] ?? '');
          return fetch(request, init);
        };
        Object.assign(globalThis, { order, fetch: watched, __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
      }),
    );
    await settled(page);
    const order = await page.evaluate<string[]>('order');
    expect(order).toContain('meters');
    expect(order.indexOf('meters')).toBeLessThan(order.indexOf('React DOM'));
  });

  it('shows the same bars across origins', async () => {
    const { page, requests, printed } = await visit(`${server().url}?direct`);
    await settled(page);
    expect((await barsOf(page)).map(([name]) => name)).toEqual(['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created']);
    const there = new URL(server().api).origin;
    expect(there).not.toBe(new URL(page.url()).origin);
    expect(requests.filter((address) => address.includes('/v1/'))).not.toEqual([]);
    expect(requests.filter((address) => address.includes('/v1/') && !address.startsWith(`GET ${there}/v1/customer-portal/`))).toEqual([]);
    expect(printed).toEqual([]);
  });
});

describeUsage(server, modes[0]);

describe('the history of a meter', () => {
  it('follows the keyboard and the pointer without moving its chart', async () => {
    const { page, printed } = await visit(`${server().url}?customer=ada`);
    await settled(page);
    await page.getByText('AI tokens').last().click();
    const chart = page.getByRole('group', { name: 'Usage by day' });
    const slider = chart.getByRole('slider');
    await slider.focus();
    const valueText = () => slider.getAttribute('aria-valuetext');
    const box = () => chart.locator('.mf-history-bars').boundingBox();
    const [today, place] = [await valueText(), await box()];
    expect(today).toMatch(/^\w{3}, \w+ \d+: [\d,.]+M? tokens?$/);
    await page.keyboard.press('Home');
    const first = await valueText();
    expect(first).toMatch(/^\w{3}, \w+ 1: /);
    expect(await chart.locator('.mf-history-title').innerText()).toBe(first?.split(':')[0]);
    await page.keyboard.press('End');
    expect(await valueText()).toMatch(/^\w{3}, \w+ \d+: /);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(await valueText()).toBe(first);
    await page.mouse.move(place!.x + place!.width * 0.02, place!.y + 40);
    expect(await chart.locator('.mf-history-title').innerText()).toBe(first?.split(':')[0]);
    expect(await box()).toEqual(place);
    expect(printed).toEqual([]);
  });

  it('is absent across origins, because Polar’s portal API has no history', async () => {
    const { page, printed } = await visit(`${server().url}?customer=ada&direct`);
    await settled(page);
    await page.getByText('AI tokens').last().click();
    await page.locator('.mf-receipt').waitFor();
    expect(await page.getByRole('group', { name: 'Usage by day' }).count()).toBe(0);
    expect(printed).toEqual([]);
  });
});
