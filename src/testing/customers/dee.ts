import { seededRandom } from '../fixtures/identity';
import type { CustomerSeed, MeterSeed, PriceSeed } from './seed';

/** Whether a meter has credits, and how much of them is consumed. */
interface Spread {
  credited: boolean;
  /** The range of consumption: as a share of the credits, or of 1,000 units without credits. */
  share: readonly [number, number];
}

const regions = [
  'eu-west-1',
  'eu-central-1',
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'ap-south-1',
  'ap-northeast-1',
  'af-south-1',
  'me-south-1',
];

/** The first six have a price. */
const products = [
  'Storage',
  'Bandwidth',
  'Function calls',
  'Database reads',
  'Log lines',
  'Search queries',
  'Backups',
  'Build minutes',
  'Cache hits',
  'Compute hours',
  'Database writes',
  'Edge requests',
  'Emails',
  'Image resizes',
  'Page views',
  'Push messages',
  'Queue messages',
  'Sessions',
  'Snapshots',
  'Speech seconds',
  'Test runs',
  'Traces',
  'Vector reads',
  'Video minutes',
  'Webhooks',
];

const neverUsed: Spread = { credited: false, share: [0, 0] };

const spreads: readonly Spread[] = [
  { credited: true, share: [0.05, 0.7] },
  { credited: true, share: [0.8, 0.99] },
  { credited: false, share: [1, 40] },
  { credited: true, share: [1.05, 2.5] },
  { credited: true, share: [0, 0] },
  { credited: true, share: [1, 1] },
  { credited: true, share: [0.2, 0.5] },
  neverUsed,
];

/** An infrastructure customer with 250 meters: 25 products in 10 regions. One plan has prices for 60 of them. */
export function dee(seed: number): CustomerSeed {
  const random = seededRandom(seed);
  const meters = products.flatMap((product) => regions.map((region) => `${product} ${region}`)).map(toMeterSeed);
  return {
    externalId: 'dee',
    name: 'Dee Okafor',
    email: 'dee@example.com',
    meters,
    subscriptions: [
      {
        plan: 'Lumen Cloud',
        description: 'Everything, everywhere.',
        amount: 49_900,
        currency: 'usd',
        prices: meters.slice(0, 6 * regions.length).map(toPriceSeed),
      },
    ],
  };

  function toMeterSeed(name: string, index: number): MeterSeed {
    const { credited: hasCredits, share } = spreads[index % spreads.length] ?? neverUsed;
    const credited = hasCredits ? Math.ceil(random() * 50) * 1000 : 0;
    const part = share[0] + random() * (share[1] - share[0]);
    return {
      name,
      consumed: Math.round(part * (hasCredits ? credited : 1000)),
      credited,
      perMinute: index % 50 === 0 ? 10 : 0,
    };
  }
}

/** Every fifth price has tiers, alternately graduated and volume. */
function toPriceSeed({ name }: MeterSeed, index: number): PriceSeed {
  if (index % 5 !== 3) return { meter: name, unitAmount: '0.012500000000', ...(index % 4 === 2 && { cap: 100 }) };
  return {
    meter: name,
    tiers: {
      type: index % 2 === 0 ? 'graduated' : 'volume',
      tiers: [
        { bound: 1000, unit_amount: '0.050000000000' },
        { bound: 10_000, unit_amount: '0.033333333333' },
        { bound: null, unit_amount: '0.020000000000' },
      ],
    },
  };
}
