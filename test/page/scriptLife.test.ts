import { describe, expect, it } from 'vitest';
import { serveScriptPage } from '../embed/scriptPage';
import { oldPages } from '../faults/builtins';
import { serveBrowser, visit } from './browser';

serveBrowser();

const tag = '<script defer src="CDN/meterface.js"></script>';

async function open(html: string) {
  const site = Object.assign(await serveScriptPage(), { html: `<!doctype html><html lang="en"><title>Shop</title>${html}` });
  return { ...(await visit(site.url)), site };
}

describe('the script, on a page that stays open', () => {
  it('keeps no removed element in memory, and no removed frame that contained one', async () => {
    const { page, site } = await open(tag);
    await page.waitForFunction(() => customElements.get('meterface-balance'));
    const devtools = await page.context().newCDPSession(page);
    const countAfter = async (times: number) => {
      await page.evaluate(async ([count, server, token]) => {
        for (let done = 0; done < count; done += 1) {
          const frame = document.createElement('iframe');
          document.body.append(frame);
          for (const place of [document.body, frame.contentDocument!.body]) {
            const element = Object.assign(document.createElement('meterface-balance'), { server, token, scope: 'ada', thresholds: [0.5] });
            const ready = new Promise((resolve) => element.addEventListener('meterface-ready', resolve));
            place.append(element);
            await ready;
            element.remove();
          }
          frame.remove();
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }, [times, site.api, site.demo.createSession('ada').token] as const);
      await devtools.send('HeapProfiler.collectGarbage');
      await devtools.send('HeapProfiler.collectGarbage');
      const { nodes, documents } = await devtools.send('Memory.getDOMCounters');
      return { nodes, documents };
    };
    const before = await countAfter(2);
    const after = await countAfter(10);
    expect(after.documents).toBeLessThan(before.documents + 5);
    expect(after.nodes).toBeLessThan(before.nodes + 10);
  });

  it('reports thresholds, and dismisses alerts, on a page on which Prototype.js gives arrays a toJSON()', async () => {
    const alert = '<meterface-alert server="API" scope="ada" thresholds="[0.9]" token="TOKEN"></meterface-alert>';
    const { page, printed } = await open(`<script>${oldPages['Prototype.js']} reached = []; addEventListener('meterface-threshold', ({ detail }) => reached.push(detail.name));</script>${tag}${alert}`);
    await page.waitForFunction('reached.length === 2');
    expect(await page.evaluate<string[]>('reached').then((names) => names.toSorted())).toEqual(['AI tokens', 'Image credits']);
    await page.getByRole('button', { name: 'Dismiss: Image credits' }).click();
    await page.getByRole('button', { name: 'Dismiss' }).waitFor({ state: 'detached' });
    expect(printed).toEqual([]);
  });
});
