import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider } from '../../src';
import { createPolarSource } from '../../src/sources';
import { wireChargePreview, wirePage, wireSubscription } from '../../src/testing';
import { mockDate } from '../react/polar';
import { courses, type InventedCustomer, light, plans } from './invented';
import { money } from './inventedMoney';
import { billTextsIn } from './widgets';

/** Polar's portal API for one customer. */
function polarFor({ subscription, preview, orders = [] }: InventedCustomer) {
  return async (url: string): Promise<Response> => {
    const { pathname } = new URL(url);
    if (pathname.endsWith('/charge-preview')) return preview ? Response.json(wireChargePreview(preview)) : Response.json({ error: 'ResourceNotFound', detail: 'Not found' }, { status: 404 });
    if (pathname.endsWith('/subscriptions/')) return Response.json(wirePage([wireSubscription(subscription)]));
    if (pathname.endsWith('/organizations/lumen')) return Response.json({ organization: {}, products: [{ id: light, name: 'Lumen Light' }] });
    return Response.json(wirePage(pathname.endsWith('/orders/') ? orders : []));
  };
}

describe('Billing says exactly what is known of', () => {
  it.each([...courses, ...plans, ...money].map((one) => [one.name, one] as const))('%s', async (_, customer) => {
    mockDate();
    const source = createPolarSource({ token: 'polar_cst_x', fetch: polarFor(customer) });
    const { container } = render(
      <PortalProvider source={source} scope="customer" refreshEvery={0} timeZone="UTC">
        <Billing />
      </PortalProvider>,
    );
    await waitFor(() => expect(screen.getByRole('article')).toBeInTheDocument(), { timeout: 15_000 });
    expect(billTextsIn(container)).toEqual({ 'Lumen Pro': customer.bill });
  });
});
