import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Usage } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import { servePolar, tampered } from '../react/polar';
import { namesIn, showTo } from './widgets';

function customerOf(count: number): CustomerSeed {
  const meters = Array.from({ length: count }, (_, index) => ({ name: `Meter ${index + 1}`, consumed: index, credited: 0 }));
  return { externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters };
}

async function openDee() {
  const user = userEvent.setup();
  const { container } = showTo(await servePolar(), 'dee', <Usage layout="rows" />);
  await screen.findByText('100 of 250');
  return { user, container };
}

describe('Usage, with 250 meters,', () => {
  it('shows a hundred, then a hundred more, then all', async () => {
    const { user, container } = await openDee();
    expect(namesIn(container)).toHaveLength(100);
    await user.click(screen.getByRole('button', { name: 'Show 100 more' }));
    expect(namesIn(container)).toHaveLength(200);
    expect(screen.getByText('200 of 250')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show 50 more' }));
    expect(namesIn(container)).toHaveLength(250);
    expect(new Set(namesIn(container)).size).toBe(250);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByText(/of 250/)).toBeNull();
  });

  it('shows the most urgent first: critical, then warnings, then the rest', async () => {
    const { container } = await openDee();
    const tones = [...container.querySelectorAll('li .mf-usage')].map((bar) => bar.getAttribute('data-tone'));
    const order = ['critical', 'warning', 'neutral'];
    expect(tones.map((tone) => order.indexOf(tone ?? ''))).toEqual(tones.map((tone) => order.indexOf(tone ?? '')).toSorted((a, b) => a - b));
    expect(new Set(tones)).toEqual(new Set(order));
  });

  it('finds meters by a part of their name in upper or lower case', async () => {
    const { user, container } = await openDee();
    await user.type(screen.getByRole('searchbox', { name: 'Search usage' }), ' sToRaGe ');
    await waitFor(() => expect(namesIn(container)).toHaveLength(10));
    expect(namesIn(container).every((name) => name.startsWith('Storage '))).toBe(true);
    expect(screen.queryByText(/ of /, { selector: '.mf-hint' })).toBeNull();
  });

  it('finds English names in a Turkish browser, whose lowercase I has no dot', async () => {
    vi.spyOn(String.prototype, 'toLocaleLowerCase').mockImplementation(function (this: string) {
      return this.replaceAll('I', 'ı').toLowerCase();
    });
    const { user, container } = await openDee();
    const name = namesIn(container).find((one) => one.includes('I'))!;
    await user.type(screen.getByRole('searchbox'), name.toLowerCase());
    await waitFor(() => expect(namesIn(container)).toEqual([name]));
  });

  it('says when no name matches, and shows all meters once the search is cleared', async () => {
    const { user, container } = await openDee();
    const field = screen.getByRole('searchbox');
    await user.type(field, 'zzz');
    await screen.findByText('No results for “zzz”');
    expect(namesIn(container)).toEqual([]);
    await user.clear(field);
    await screen.findByText('100 of 250');
  });

  it('shows all meters once the list is too short for a search field', async () => {
    const polar = await servePolar();
    // With an action, the part that searches stays loaded for a short list.
    const { container, queryClient } = showTo(polar, 'dee', <Usage layout="rows" action={() => null} />);
    await screen.findByText('100 of 250');
    await userEvent.type(screen.getByRole('searchbox'), 'zzz');
    await screen.findByText('No results for “zzz”');
    polar.respond = tampered(polar, 'meters', (items) => items.slice(0, 2));
    await queryClient.refetchQueries();
    await waitFor(() => expect(screen.queryByRole('searchbox')).toBeNull());
    expect(namesIn(container)).toHaveLength(6);
  });

  it('sorts by name and by use', async () => {
    const { user, container } = await openDee();
    const sort = screen.getByRole('combobox', { name: 'Sort by' });
    expect(sort).toHaveValue('pressing');
    await user.selectOptions(sort, 'Name');
    expect(namesIn(container).slice(0, 2)).toEqual(['Backups af-south-1', 'Backups ap-northeast-1']);
    await user.selectOptions(sort, 'Most used');
    const used = [...container.querySelectorAll('li .mf-usage-status')].map(({ textContent }) => Number(/[\d,]+/.exec(textContent ?? '')?.[0].replaceAll(',', '')));
    expect(used).toEqual(used.toSorted((a, b) => b - a));
  });
});

describe('search and sort fields', () => {
  it.each([
    ['not shown', 9, 0],
    ['shown', 10, 1],
  ])('are %s for a list of %i meters', async (_, count, times) => {
    showTo(await servePolar({ customers: [customerOf(count)] }), 'fay', <Usage />);
    await screen.findByText('Meter 1');
    expect(screen.queryAllByRole('searchbox')).toHaveLength(times);
    expect(screen.queryAllByRole('combobox')).toHaveLength(times);
  });

  it('sort numbers in names by value', async () => {
    const user = userEvent.setup();
    const { container } = showTo(await servePolar({ customers: [customerOf(12)] }), 'fay', <Usage layout="rows" />);
    await screen.findByText('Meter 1');
    await user.selectOptions(screen.getByRole('combobox'), 'Name');
    expect(namesIn(container).slice(0, 3)).toEqual(['Meter 1', 'Meter 2', 'Meter 3']);
  });

  it('work with an invalid locale', async () => {
    const user = userEvent.setup();
    const { container } = showTo(await servePolar({ customers: [customerOf(12)] }), 'fay', <Usage layout="rows" />, { locale: 'no such locale' });
    await screen.findByText('Meter 1');
    await user.selectOptions(screen.getByRole('combobox'), 'Name');
    expect(namesIn(container)[1]).toBe('Meter 2');
  });
});

describe('pageSize', () => {
  it('sets how many meters are shown at first and with each “Show more”', async () => {
    const user = userEvent.setup();
    const { container } = showTo(await servePolar({ customers: [customerOf(12)] }), 'fay', <Usage layout="rows" pageSize={5} />);
    await screen.findByText('5 of 12');
    await user.click(screen.getByRole('button', { name: 'Show 5 more' }));
    await user.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(namesIn(container)).toHaveLength(12);
  });

  it.each([0, -5, NaN])('is 100 in place of %d', async (pageSize) => {
    const { container } = showTo(await servePolar({ customers: [customerOf(12)] }), 'fay', <Usage layout="rows" pageSize={pageSize} />);
    await screen.findByText('Meter 1');
    expect(namesIn(container)).toHaveLength(12);
  });
});

it('Usage shows the server’s number of meters if it could not load all of them', async () => {
  const polar = await servePolar({ customers: [customerOf(3)] });
  polar.respond = async (request) => {
    if (!request.url.includes('/meters/')) return undefined;
    const page = (await (await polar.demo(request)).json()) as object;
    return Response.json({ ...page, pagination: { total_count: 5000, max_page: 1 } });
  };
  const { container } = showTo(polar, 'fay', <Usage />);
  await screen.findByText('3 of 5,000');
  expect(namesIn(container)).toHaveLength(3);
  expect(screen.queryByRole('button')).toBeNull();
});
