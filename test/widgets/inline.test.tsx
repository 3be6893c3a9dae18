import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { type PendingUsage, UsageInline, type UsageInlineProps, useMeters, usePending } from '../../src';
import { type CustomerSeed, wireMeter } from '../../src/testing';
import { servePolar } from '../react/polar';
import { showTo } from './widgets';

const { meter_id: meterId } = wireMeter({ name: 'Seats' });
const fay = (consumed: number): CustomerSeed => ({ externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: [{ name: 'Seats', consumed, credited: 100 }] });

/** What the latest render of `Inline` got. */
const latest = { units: 0, add: (() => {}) as PendingUsage['add'] };
/** For each render, the units that Polar has counted and those added to them. */
const frames: string[] = [];

function Inline(props: Partial<UsageInlineProps>) {
  const pending = usePending(props.meterId ?? meterId);
  frames.push(`${useMeters({ all: true }).data?.items[0]?.consumedUnits} + ${pending.units}`);
  useEffect(() => void Object.assign(latest, pending), [pending]);
  return <UsageInline meterId={meterId} {...props} />;
}

async function show(consumed: number, props: Partial<UsageInlineProps> = {}) {
  const polar = await servePolar({ customers: [fay(consumed)] });
  return { polar, ...showTo(polar, 'fay', <Inline {...props} />) };
}

describe('UsageInline', () => {
  it('is a button with one sentence, which opens the bar', async () => {
    const { container } = await show(60, { action: <a href="/buy">Buy seats</a> });
    const button = await screen.findByRole('button', { name: /^Seats: 60 of 100 used, 40 left/ });
    const popover = container.querySelector('[popover=auto]');
    expect(button).toHaveAttribute('popovertarget', popover?.id);
    expect(button.querySelector('svg')).toBeInTheDocument();
    expect(popover?.querySelector('.mf-usage')).toHaveTextContent('Buy seats');
    await userEvent.click(button);
    expect(popover).toHaveStyle({ left: '8px', top: '6px' });
  });

  it('opens above a button in the lower half of the window', async () => {
    const { container } = await show(60);
    const button = await screen.findByRole('button', { name: /^Seats: / });
    vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(600);
    vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(800);
    vi.spyOn(button, 'getBoundingClientRect').mockReturnValue(new DOMRect(700, 560, 80, 36));
    await userEvent.click(button);
    expect(container.querySelector('[popover=auto]')).toHaveStyle({ left: '472px', top: 'auto', bottom: '46px' });
  });

  it('keeps its open popover at the button when the window or a part of the page moves it, until the popover closes or unmounts', async () => {
    const added = vi.spyOn(window, 'addEventListener');
    const removed = vi.spyOn(window, 'removeEventListener');
    const typesOf = ({ mock }: typeof added | typeof removed) => mock.calls.map(([type]) => type).filter((type) => type === 'resize' || type === 'scroll');
    const { container, unmount } = await show(60);
    const button = await screen.findByRole('button', { name: /^Seats: / });
    const popover = container.querySelector<HTMLElement>('[popover=auto]')!;
    vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(600);
    const width = vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1200);
    const place = vi.spyOn(button, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 100, 80, 36));
    expect(typesOf(added)).toEqual([]);
    await userEvent.click(button);
    // jsdom draws nothing, and so has no widths.
    const shown = vi.spyOn(popover, 'offsetWidth', 'get').mockReturnValue(320);
    expect(popover).toHaveStyle({ left: '100px', top: '142px' });
    width.mockReturnValue(320);
    window.dispatchEvent(new Event('resize'));
    expect(popover).toHaveStyle({ left: '8px', top: '142px' });
    place.mockReturnValue(new DOMRect(100, -200, 80, 36));
    // The scroll event of an element doesn't bubble.
    container.dispatchEvent(new Event('scroll'));
    expect(popover).toHaveStyle({ left: '8px', top: '-158px' });

    shown.mockReturnValue(0);
    place.mockReturnValue(new DOMRect(100, 100, 80, 36));
    document.dispatchEvent(new Event('scroll'));
    expect(popover).toHaveStyle({ top: '-158px' });
    expect(typesOf(removed)).toEqual(['resize', 'scroll']);
    await userEvent.click(button);
    shown.mockReturnValue(320);
    unmount();
    expect(typesOf(removed)).toEqual(['resize', 'scroll', 'resize', 'scroll']);
    expect(typesOf(added)).toEqual(['resize', 'scroll', 'resize', 'scroll']);
  });

  it('leaves everything but the place of its popover to the style sheet', async () => {
    const { container } = await show(60);
    await userEvent.click(await screen.findByRole('button', { name: /^Seats: / }));
    const { style } = container.querySelector<HTMLElement>('[popover=auto]')!;
    expect([...style].toSorted()).toEqual(['bottom', 'left', 'right', 'top']);
  });

  it('has no ring with variant="number"', async () => {
    await show(60, { variant: 'number' });
    expect((await screen.findByRole('button', { name: /^Seats: / })).querySelector('svg')).toBeNull();
  });

  it('shows units in place of the cost while use is pending, because its cost is unknown', async () => {
    const requests = wireMeter({ name: 'API requests' }).meter_id;
    const { container } = showTo(await servePolar(), 'ada', <Inline meterId={requests} />);
    const shown = () => container.querySelector('.mf-inline > [aria-hidden="true"].mf-text')?.textContent;
    await waitFor(() => expect(shown()).toBe('$19.29 so far'));
    act(() => latest.add(5, new Date(Date.now() + 1000)));
    await waitFor(() => expect(shown()).toBe('≈ 48,235 requests'));
  });

  it('shows an unknown meter as "—"', async () => {
    const { queryClient, container } = await show(60, { meterId: 'other' });
    await waitFor(() => expect(queryClient.isFetching()).toBe(0));
    await waitFor(() => expect(container.querySelector('.mf')).toHaveAttribute('aria-busy', 'false'));
    expect(container).toHaveTextContent(/^—$/);
  });

  it('includes pending use, marked as approximate, until the numbers move, and counts none of it twice', async () => {
    frames.length = 0;
    const { polar, queryClient } = await show(60);
    const button = await screen.findByRole('button', { name: 'Seats: 60 of 100 used, 40 left' });
    const shown = () => button.querySelector('[aria-hidden="true"].mf-text')?.textContent;
    expect(shown()).toBe('40 left');
    act(() => latest.add(3, new Date(Date.now() + 1000)));
    await waitFor(() => expect(shown()).toBe('≈ 37 left'));
    expect(screen.getByRole('button', { name: 'Seats: 63 of 100 used, 37 left, estimated with your latest usage' })).toBeInTheDocument();
    await act(() => queryClient.refetchQueries());
    expect(shown()).toBe('≈ 37 left');

    polar.respond = async (request) => {
      if (!request.url.includes('/meters/')) return undefined;
      const response = await polar.demo(request);
      const page = (await response.json()) as { items: { consumed_units: number; balance: number }[] };
      return Response.json({ ...page, items: page.items.map((item) => ({ ...item, consumed_units: 63, balance: 37 })) });
    };
    await act(() => queryClient.refetchQueries());
    await waitFor(() => expect(shown()).toBe('37 left'));
    expect(latest.units).toBe(0);
    expect([...new Set(frames)]).toEqual(['undefined + 0', '60 + 0', '60 + 3', '63 + 0']);
    act(() => latest.add(3, new Date(0)));
    expect(latest.units).toBe(0);
  });
});
