import { QueryClient } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PortalProvider, Usage } from '../../src';
import { gate, isMeters, servePolar } from '../react/polar';
import { modelOf } from '../components/model';

it('Usage does not show the error of one customer to the next', async () => {
  const polar = await servePolar();
  let customer = 'ada';
  const source = polar.source(() => customer);
  const queryClient = new QueryClient();
  const page = () => <PortalProvider source={source} scope={customer} queryClient={queryClient} refreshEvery={0}><Usage /></PortalProvider>;
  polar.respond = (request) => (isMeters(request.url) ? new Response('', { status: 403 }) : undefined);
  const { rerender } = render(page());
  await screen.findByText("You don't have access to this");
  const hold = gate();
  polar.respond = hold.wait;
  customer = 'eve';
  rerender(page());
  expect(screen.queryByText("You don't have access to this")).toBeNull();
  expect(screen.getByText('Loading…')).toBeInTheDocument();
  hold.open();
  await screen.findByText('Image credits');
});
it('a meter shows 99 % until it is exactly used up', () => {
  expect(modelOf({ consumedUnits: 99_999_999_999_999, creditedUnits: 100_000_000_000_000 }).status).toBe('1 left · 99% used');
});
it('the ratio agrees with the bar if the balance contradicts the other numbers', () => {
  const usage = modelOf({ consumedUnits: 10, creditedUnits: 100, balance: 40 });
  expect([usage.ratio, usage.bar?.included]).toEqual([0.6, 0.6]);
});
