import { screen, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Billing, BillSkeleton, Usage, UsageSkeleton } from '../../src';
import { displayName } from '../../src/core/displayName';
import { parseMeterList } from '../../src/core/schemas/list';
import { readPages } from '../../src/sources/pages';
import { wireMeter } from '../../src/testing';
import { watchedFetch } from '../react/polar';
import { barsIn } from '../widgets/widgets';
import { oldPages, usingBuiltins } from './builtins';
import { holdInvariants } from './invariants';
import { type Opening, openPage } from './page';

holdInvariants();

const pages = ['Prototype.js', 'Prototype.js 1.7.3', 'MooTools'] as const;

const both = (
  <>
    <Usage />
    <Billing />
  </>
);

async function shownOn(opening: Opening): Promise<string[][]> {
  const { container } = await openPage({ widget: both, ...opening });
  await waitFor(() => expect(barsIn(container)).toHaveLength(5));
  await screen.findByRole('article');
  return barsIn(container);
}

describe('91 · a page that replaces built-ins', () => {
  // Their scripts break jsdom itself: test/page/builtins.test.ts opens the widgets on such pages in a browser.
  it.each(pages)('91 · as %s does, reads lists, skips unreadable items and keeps each number', (page) => {
    const items = [wireMeter({ consumed_units: 5 }), { id: 1 }, wireMeter({ consumed_units: 7 })];
    const read = usingBuiltins(oldPages[page], () => parseMeterList({ items, pagination: { total_count: 3, max_page: 1 } }));
    expect([read.items.map(({ consumedUnits }) => consumedUnits), read.issues.length]).toEqual([[5, 7], 1]);
  });

  it('91 · so that responses have text() and no stream, shows usage and bills', async () => {
    const fetch = async (url: string, init: RequestInit) => {
      const response = await watchedFetch(url, init);
      const { ok, status, headers } = response;
      return { ok, status, headers, text: () => response.text() } as Response;
    };
    expect(await shownOn({ source: { fetch } })).toHaveLength(5);
  });

  it.each(pages)('91 · as %s does, shows as many skeleton rows as are expected', (page) => {
    const html = usingBuiltins(oldPages[page], () => [renderToString(<UsageSkeleton rows={4} />), renderToString(<BillSkeleton rows={2} />)]);
    expect([html[0]!.split('mf-item').length - 1, html[1]!.split('mf-line"').length - 1]).toEqual([4, 2]);
  });

  it.each(pages)('91 · as %s does, reads all pages and keeps the letters of names', async (page) => {
    const list = await usingBuiltins(oldPages[page], () => readPages({ all: true }, async ({ page: number }) => ({ items: [{ id: `m${number}`, modifiedAt: null }], pagination: { totalCount: 3, maxPage: 3 }, issues: [] })));
    expect(list.items.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    expect(usingBuiltins(oldPages[page], () => displayName('🙂'.repeat(130)))).toBe(`${'🙂'.repeat(119)}…`);
  });
});
