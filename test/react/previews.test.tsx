import { QueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useAmountDue, useBills } from '../../src';
import { type Polar, servePolar, settle, within } from './polar';

/** A request for a preview, to which the test responds at a time of its choice. */
interface Held {
  /** The version of the subscription at the time of the request. */
  version: number;
  send: (response?: Response) => void;
}

/**
 * A customer whose subscription changes. Version `v` costs `v × 1000`, with usage of `v`, and its preview is `v × 1001` with
 * 1 of tax. Previews wait until the test sends them, in any order.
 */
async function openChanging(customer = 'ada') {
  const polar: Polar = await servePolar();
  const held: Held[] = [];
  let version = 1;
  polar.respond = async (request) => {
    const { pathname } = new URL(request.url);
    const now = version;
    if (pathname.endsWith('/charge-preview')) return new Promise((resolve) => held.push({ version: now, send: (response = previewOf(now)) => resolve(response) }));
    if (!pathname.endsWith('/subscriptions/')) return undefined;
    const page = (await (await polar.demo(request)).json()) as { items: Array<Record<string, unknown> & { meters: object[] }> };
    const items = page.items.slice(0, 1).map((item) => ({ ...item, amount: now * 1000, prices: [], discount_id: null, meters: item.meters.slice(0, 1).map((meter) => ({ ...meter, consumed_units: now, credited_units: 0, amount: now })) }));
    return Response.json({ ...page, items });
  };
  const queryClient = new QueryClient();
  const frames: string[] = [];
  const { result } = renderHook(
    () => {
      const { bills } = useBills();
      const due = useAmountDue();
      const [item] = bills;
      const [charge] = item?.bill?.charges ?? [];
      const [own] = due.data ?? [];
      frames.push(charge && item ? `${item.subscription.amount} + ${item.subscription.meters[0]?.amount} → ${charge.total}, due ${own?.amount} before ${own?.before.join()}` : 'waiting');
      return frames.at(-1);
    },
    { wrapper: within({ source: polar.source(customer), scope: customer, refreshEvery: 0, queryClient }) },
  );
  const change = async (to: number, requests: number) => {
    version = to;
    await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') && queryKey.includes('subscriptions') });
    await waitFor(() => expect(held).toHaveLength(requests));
  };
  const shows = (text: string) => waitFor(() => expect(result.current).toBe(text));
  await waitFor(() => expect(held).toHaveLength(1));
  return { polar, held, frames, change, shows, queryClient };
}

function previewOf(version: number): Response {
  const subtotal_amount = version * 1001;
  return Response.json({
    base_amount: version * 1000, metered_amount: version, proration_amount: 0, prorations: [], subtotal_amount, discount_amount: 0, net_amount: subtotal_amount,
    tax_amount: 1, total_amount: subtotal_amount + 1, applied_balance_amount: 0, due_amount: subtotal_amount + 1,
  });
}

const shown = (version: number) => `${version * 1000} + ${version} → ${version * 1001 + 1}, due ${version * 1001 + 1} before `;
const withoutPreview = (version: number) => `${version * 1000} + ${version} → null, due ${version * 1001} before prorations,tax,balance`;

describe('Charge previews of a subscription that changes', () => {
  it('are shown only with the numbers that they were requested for, even if the subscription changes twice and they arrive in reverse order', async () => {
    const { held, frames, change, shows } = await openChanging();
    held[0]?.send();
    await shows(shown(1));
    await change(2, 2);
    await change(3, 3);
    expect(frames.at(-1)).toBe(shown(1));
    held[2]?.send();
    await shows(shown(3));
    held[1]?.send();
    await settle(60);
    expect(frames.at(-1)).toBe(shown(3));
    expect([...new Set(frames)]).toEqual(['waiting', shown(1), shown(3)]);
  });

  it('are dropped if the numbers changed before they arrived, and otherwise replace one another', async () => {
    const { held, frames, change, shows } = await openChanging();
    await change(2, 2);
    held[0]?.send();
    await settle(60);
    expect(frames.at(-1)).toBe('waiting');
    held[1]?.send();
    await shows(shown(2));
    await change(3, 3);
    held[2]?.send();
    await shows(shown(3));
    expect([...new Set(frames)]).toEqual(['waiting', shown(2), shown(3)]);
  });

  it('leave the new numbers without prorations, tax and balance when the new preview fails', async () => {
    const { held, frames, change, shows } = await openChanging();
    held[0]?.send();
    await shows(shown(1));
    await change(2, 2);
    held[1]?.send(new Response('', { status: 503 }));
    await shows(withoutPreview(2));
    await change(3, 3);
    expect(frames.at(-1)).toBe(withoutPreview(2));
    held[2]?.send(new Response('<html>'));
    await shows(withoutPreview(3));
    expect([...new Set(frames)]).toEqual(['waiting', shown(1), withoutPreview(2), withoutPreview(3)]);
  });

  it('are requested once for each version, by all hooks together', async () => {
    const { polar, held, change, shows } = await openChanging();
    held[0]?.send();
    await shows(shown(1));
    await change(1, 1);
    await change(2, 2);
    held[1]?.send();
    await shows(shown(2));
    expect(polar.requests.filter((path) => path.includes('/charge-preview'))).toHaveLength(2);
  });

  it('are shown again, with the numbers of their version, when the subscription changes back to it', async () => {
    const { held, frames, change, shows } = await openChanging();
    held[0]?.send();
    await shows(shown(1));
    await change(2, 2);
    await change(1, 2);
    await shows(shown(1));
    held[1]?.send();
    await settle(60);
    expect(frames.at(-1)).toBe(shown(1));
    expect([...new Set(frames)]).toEqual(['waiting', shown(1)]);
  });
});
