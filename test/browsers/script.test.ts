import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { serveScriptPage } from '../embed/scriptPage';
import { browsers, printedOn, recorder, serveTab, until } from './browsers';

interface Axe {
  axe: { run: (where: Document, options: object) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> };
}

const names = ['usage', 'billing', 'meter', 'balance', 'amount-due', 'alert'].map((name) => `meterface-${name}`);

describe.each(browsers)('in $name, the script on a strict page', ({ open }) => {
  const tab = serveTab(open);

  async function visit(attributes: string): Promise<void> {
    const site = await serveScriptPage();
    const inner = names.map((name) => `<${name}${name === 'meterface-meter' ? ' variant="ring"' : ''}></${name}>`).join('');
    site.html = `<!doctype html><html lang="en" ${attributes}><head><title>Shop</title><script nonce="NONCE">${recorder}</script><script defer nonce="NONCE" src="CDN/meterface.js"></script></head><body><main><h1>Shop</h1><meterface-portal server="API" scope="ada" time-zone="UTC" refresh-every="0" token="TOKEN">${inner}</meterface-portal></main></body></html>`;
    site.isStrict = true;
    await tab().goto(site.url);
    await until(tab(), (all) => all.every((name) => document.querySelector(name)?.shadowRoot?.querySelector('[aria-busy=false]')), names);
  }

  it('draws every element, prints nothing and violates no rule of axe', async () => {
    await visit('');
    const texts = await tab().evaluate((all) => all.map((name) => document.querySelector(name)!.shadowRoot!.textContent), names);
    for (const [index, text] of ['AI tokens', '$43.41', 'Image credits', 'left', '$43.41', 'Image credits'].entries()) expect(texts[index]).toContain(text);
    const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const load = Object.assign(() => undefined, { toString: () => `() => { ${source} }` });
    await tab().evaluate(load, undefined);
    const found = await tab().evaluate(async () => {
      const { violations } = await (globalThis as unknown as Axe).axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    }, undefined);
    expect(found).toEqual([]);
    expect(await printedOn(tab())).toEqual([]);
  });

  it('is reached by the keyboard, and keeps English from left to right on a page from right to left', async () => {
    await visit('dir="rtl"');
    await tab().press('Tab');
    const seen = await tab().evaluate((all) => ({
      focused: document.activeElement?.localName,
      directions: all.map((name) => document.querySelector(name)!.shadowRoot!.querySelector('[aria-busy]')!.matches(':dir(ltr)')),
    }), names);
    expect(seen.focused).toMatch(/^meterface-/);
    expect(seen.directions).toEqual(names.map(() => true));
  });
});
