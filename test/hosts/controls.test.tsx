import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { serveBrowser, visit } from '../page/browser';
import { drawnIn } from './drawn';
import { hosts } from './hosts';
import { pageOf, styles } from './markup';

serveBrowser();
const { unlayered } = await styles();
const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/theming.md'), 'utf8');
const [, properties = ''] = /```css\n([^`]*--mf-control-[^`]*)```/.exec(guide) ?? [];
const [, stronger = ''] = /`(\.account \.mf-button:not\(#x\) \{[^`]*)`/.exec(guide) ?? [];
let drawn: string | undefined;

/** The page of a host with our elements and the rules of the guide, before or after our style sheet. */
async function open(name: string, css: string, isLast: boolean): Promise<Page> {
  const { page } = await visit('about:blank');
  drawn ??= await drawnIn(page);
  const host = hosts.find((one) => one.name === name)!;
  const sheet = isLast ? `${unlayered}${css}` : `${css}${unlayered}`;
  await page.setContent(pageOf({ ...host, around: [...host.around, '<div class="account">'] }, sheet, drawn));
  return page;
}

async function lookOf(page: Page, selector: string): Promise<Record<string, string>> {
  return page.locator(selector).first().evaluate((control) => {
    const { backgroundColor, color, borderTopWidth, borderTopColor, borderTopLeftRadius, textTransform } = getComputedStyle(control);
    return { backgroundColor, color, border: `${borderTopWidth} ${borderTopColor}`, radius: borderTopLeftRadius, textTransform };
  });
}

describe.each(['a `*` reset', 'a framework for forms and tables', 'a framework’s card', 'a style for every element', 'styles for elements in main'])('on a page with %s,', (name) => {
  it.each([['before', false], ['after', true]] as const)('the custom properties of the theming guide, %s our style sheet, change buttons, fields and chips', async (_, isLast) => {
    const page = await open(name, properties, isLast);
    const common = { border: '1px rgb(112, 128, 144)', radius: '99px' };
    const button = { ...common, backgroundColor: 'rgb(102, 51, 153)', color: 'rgb(255, 255, 255)' };
    expect(await lookOf(page, '.mf-notice .mf-button')).toMatchObject(button);
    expect(await lookOf(page, '.mf-field')).toMatchObject({ ...common, backgroundColor: 'rgba(0, 0, 0, 0)' });
    expect(await lookOf(page, '.mf-chip[aria-pressed="false"]')).toMatchObject({ ...common, backgroundColor: 'rgba(0, 0, 0, 0)' });
    await page.locator('.mf-notice .mf-button').first().hover();
    await expect.poll(() => lookOf(page, '.mf-notice .mf-button')).toMatchObject({ ...button, backgroundColor: 'rgb(75, 0, 130)' });
  });

  it.each([['before', false], ['after', true]] as const)('the selector of the theming guide, %s our style sheet, changes any property of a button', async (_, isLast) => {
    expect(stronger).not.toBe('');
    const page = await open(name, stronger, isLast);
    expect(await lookOf(page, '.mf-notice .mf-button')).toMatchObject({ textTransform: 'uppercase' });
  });
});

describe('a button that looks like a link', () => {
  it('keeps the color of the text around it', async () => {
    const { page } = await visit('about:blank');
    const link = '<div class="mf mf-widget"><span class="mf-usage-action"><button type="button" class="mf-button">Top up</button></span></div>';
    await page.setContent(pageOf({ name: '', files: [], css: `body { color: rgb(1, 2, 3) } ${properties}`, around: ['<main class="account">'] }, unlayered, link));
    await page.getByRole('button').hover();
    expect(await lookOf(page, '.mf-button')).toMatchObject({ color: 'rgb(1, 2, 3)', backgroundColor: 'rgba(0, 0, 0, 0)', border: '0px rgb(1, 2, 3)' });
  });
});
