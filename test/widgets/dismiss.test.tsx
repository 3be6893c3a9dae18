import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Usage, UsageAlert } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import { mockDate, servePolar } from '../react/polar';
import { showTo } from './widgets';

beforeEach(() => localStorage.clear());

const prepaid = (...meters: NonNullable<CustomerSeed['meters']>): CustomerSeed => ({ externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters });
const seats = { name: 'Seats', consumed: 9, credited: 10 };
const rooms = { name: 'Rooms', consumed: 7, credited: 5 };

async function show(customers: CustomerSeed[], props: Parameters<typeof UsageAlert>[0] = {}) {
  return showTo(await servePolar({ customers }), 'fay', <UsageAlert {...props} />);
}

describe('UsageAlert', () => {
  it('announces the most urgent problem in a live region that exists before the data is there', async () => {
    const { container } = showTo(await servePolar(), 'ada', <UsageAlert />);
    const region = screen.getByRole('status');
    expect(region).toBeEmptyDOMElement();
    expect(await screen.findByText(/^Image credits$/)).toHaveClass('mf-alert-name');
    expect(region).toHaveTextContent('Image credits will run out around Nov 15 at this pace, 16 days before renewal.');
    expect(container.querySelectorAll('.mf-alert')).toHaveLength(1);
  });

  it('shows nothing while all credits last', async () => {
    const polar = await servePolar({ customers: [prepaid({ name: 'Seats', consumed: 2, credited: 5 })] });
    const { container } = showTo(polar, 'fay', <><UsageAlert className="own" /><Usage /></>);
    await screen.findByText('2 of 5 used');
    expect(container.querySelector('.own [role=status]')).toBeEmptyDOMElement();
  });

  it('names a meter with a blank name as all widgets do, in its sentence and its button', async () => {
    const { container } = showTo(await servePolar({ customers: [prepaid({ ...seats, name: ' ' })] }), 'fay', <UsageAlert />, { messages: { unnamedMeter: 'Unnamed' } });
    expect(await screen.findByRole('button', { name: 'Dismiss: Unnamed' })).toBeInTheDocument();
    expect(container.querySelector('.mf-alert-text')).toHaveTextContent('Unnamed: only 1 left.');
  });

  it('gives way to the next alert when it is dismissed, and keeps the focus', async () => {
    const user = userEvent.setup();
    await show([prepaid(seats, rooms)]);
    expect(await screen.findByText('Rooms')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('And 1 more needs attention.');
    await user.click(screen.getByRole('button', { name: 'Dismiss: Rooms' }));
    expect(screen.getByRole('status')).toHaveTextContent('Seats: only 1 left.');
    expect(screen.getByRole('button', { name: 'Dismiss: Seats' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Dismiss: Seats' }));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(screen.getByRole('status')).toHaveFocus();
  });

  it('stays dismissed on the next page, and returns when the meter gets worse', async () => {
    const user = userEvent.setup();
    const first = await show([prepaid(seats)]);
    await user.click(await screen.findByRole('button', { name: 'Dismiss: Seats' }));
    first.unmount();
    const second = await show([prepaid(seats)], { dismissible: true });
    await waitFor(() => expect(second.queryClient.isFetching()).toBe(0));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    second.unmount();
    await show([prepaid({ ...seats, consumed: 10 })]);
    expect(await screen.findByRole('button', { name: 'Dismiss: Seats' })).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('Seats: none left.');
  });

  it('returns for a meter without a period after the credits were refilled and ran low again', async () => {
    const user = userEvent.setup();
    const first = await show([prepaid(seats)]);
    await user.click(await screen.findByRole('button', { name: 'Dismiss: Seats' }));
    first.unmount();
    const second = await show([prepaid({ ...seats, credited: 100 })]);
    await waitFor(() => expect(Object.keys(localStorage).filter((key) => key !== 'meterface:salt')).toEqual([]));
    second.unmount();
    await show([prepaid(seats)]);
    expect(await screen.findByRole('button', { name: 'Dismiss: Seats' })).toBeInTheDocument();
  });

  it('returns in the period that an upgrade has started, after Polar has reset the meter', async () => {
    const user = userEvent.setup();
    const polar = await servePolar({ customers: [{ ...prepaid(seats), subscriptions: [{ plan: 'Pro', amount: 0, currency: 'usd', grants: ['Seats'] }] }] });
    const { queryClient } = showTo(polar, 'fay', <UsageAlert />);
    await user.click(await screen.findByRole('button', { name: 'Dismiss: Seats' }));
    const upgraded = { current_period_start: '2026-11-14T10:00:00Z', current_period_end: '2026-12-14T10:00:00Z' };
    for (const used of [1, 9]) {
      polar.respond = async (request) => {
        if (!/customer-portal\/(?:subscriptions|meters)\//.test(request.url)) return undefined;
        const page = (await (await polar.demo(request)).json()) as { items: object[] };
        const fields = request.url.includes('/subscriptions/') ? upgraded : { consumed_units: used, balance: 10 - used };
        return Response.json({ ...page, items: page.items.map((item) => ({ ...item, ...fields })) });
      };
      expect(screen.getByRole('status')).toBeEmptyDOMElement();
      await queryClient.refetchQueries();
    }
    expect(await screen.findByRole('button', { name: 'Dismiss: Seats' })).toBeInTheDocument();
  });

  it('shows nothing in a new period while the numbers are those of the last one, which may have been dismissed', async () => {
    mockDate();
    const polar = await servePolar({ customers: [{ ...prepaid(seats), subscriptions: [{ plan: 'Pro', amount: 0, currency: 'usd', grants: ['Seats'] }] }] });
    const renewed = (modified: string) => async (request: Request) => {
      if (!/customer-portal\/(?:subscriptions|meters)\//.test(request.url)) return undefined;
      const page = (await (await polar.demo(request)).json()) as { items: object[] };
      const fields = request.url.includes('/subscriptions/') ? { current_period_start: '2026-11-14T12:00:00Z', current_period_end: '2026-12-14T12:00:00Z' } : { modified_at: modified };
      return Response.json({ ...page, items: page.items.map((item) => ({ ...item, ...fields })) });
    };
    polar.respond = renewed('2026-11-14T11:59:00Z');
    const { container, queryClient } = showTo(polar, 'fay', <><UsageAlert className="own" /><Usage /></>);
    await screen.findByText('9 of 10 used');
    const region = container.querySelector('.own [role=status]');
    expect(region).toBeEmptyDOMElement();
    polar.respond = renewed('2026-11-14T12:30:00Z');
    await queryClient.refetchQueries();
    await waitFor(() => expect(region).toHaveTextContent('Seats: only 1 left until Dec 14.'));
  });

  it('is shown to another customer of the same browser', async () => {
    const user = userEvent.setup();
    const first = await show([prepaid(seats)]);
    await user.click(await screen.findByRole('button', { name: 'Dismiss: Seats' }));
    first.unmount();
    showTo(await servePolar({ customers: [{ ...prepaid(seats), externalId: 'gus' }] }), 'gus', <UsageAlert />);
    expect(await screen.findByRole('button', { name: 'Dismiss: Seats' })).toBeInTheDocument();
  });

  it('shows the host’s action, and with `dismissible={false}` a dismissed alert again, without a button to dismiss it', async () => {
    const first = await show([prepaid(seats)]);
    await userEvent.click(await screen.findByRole('button', { name: 'Dismiss: Seats' }));
    first.unmount();
    await show([prepaid(seats)], { dismissible: false, action: ({ meter }) => <a href="/top-up">{`Buy ${meter.meter.name}`}</a> });
    expect(await screen.findByRole('link', { name: 'Buy Seats' })).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
