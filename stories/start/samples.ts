import { wireMeter, wirePage, wirePriceMeteredUnit, wireStateMeter, wireSubscription, wireSubscriptionMeter, wireWallet } from '../../src/testing';

/** Texts to paste, by what they are. */
export const samples: Readonly<Record<string, string>> = {
  'A list of meters': json(
    wirePage([
      wireMeter({ name: 'Image credits', consumed_units: 465, credited_units: 500 }),
      wireMeter({ name: 'AI tokens', consumed_units: 2_412_350, credited_units: 2_000_000 }),
      { ...wireMeter({ name: 'Damaged' }), consumed_units: 'many' },
    ]),
  ),
  'A subscription': json(wireSubscription({ meters: [wireSubscriptionMeter({ consumed_units: 6000, amount: 50_000 })], prices: [wirePriceMeteredUnit({ unit_amount: '50' })] })),
  'A webhook with a customer state': json({
    type: 'customer.state_changed',
    timestamp: '2026-11-14T14:00:00Z',
    data: { id: 'c', external_id: 'ada', active_meters: [wireStateMeter()], active_subscriptions: [] },
  }),
  'A customer state from an SDK': json({
    id: 'c',
    externalId: 'ada',
    activeMeters: [camelCase(wireStateMeter({ consumed_units: 4900 }))],
    activeSubscriptions: [],
    grantedBenefits: [],
  }),
  'Meters, a subscription and a wallet': json([wireMeter(), wireSubscription(), wireWallet()]),
  'Webhooks, one per line': [1200, 4700].map((consumed_units, day) => JSON.stringify({ type: 'customer.state_changed', timestamp: `2026-11-1${day}T14:00:00Z`, data: { id: 'c', active_meters: [wireStateMeter({ consumed_units })], active_subscriptions: [] } })).join('\n'),
};

/** As SDK 0.x spells it. */
function camelCase(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), part as unknown]));
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
