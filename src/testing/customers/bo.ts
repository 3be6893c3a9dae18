import type { CustomerSeed } from './seed';

/** Unusual data: yen, a yearly plan whose meters settle monthly, a trial in euros, very large and very small quantities. */
export const bo: CustomerSeed = {
  externalId: 'bo',
  name: 'Bo Tanaka',
  email: 'bo@example.com',
  meters: [
    { name: 'Render minutes', consumed: 742.5, credited: 600, unit: { label: 'minutes' }, perMinute: 1 },
    // From 2^53 on, a double cannot hold every integer.
    { name: 'Sensor readings', consumed: 9_007_199_254_740_994, credited: 9_007_199_254_740_992 },
    { name: 'Events archived', consumed: 1e16, unit: { label: 'events' } },
    { name: 'GPU seconds', consumed: 0.30000000000000004, credited: 1, unit: { label: 'seconds' } },
    { name: 'Carbon offset', consumed: 0.0000001 },
    { name: 'Voice minutes', consumed: 34, credited: 20, unit: { label: 'minutes' }, perMinute: 0.2 },
  ],
  subscriptions: [
    {
      plan: 'Lumen Studio',
      description: 'Rendering by the year.',
      amount: 120_000,
      currency: 'jpy',
      interval: 'year',
      metersSettleMonthly: true,
      prices: [
        { meter: 'Render minutes', unitAmount: '12.500000000000', cap: 30_000 },
        { meter: 'Events archived', unitAmount: '0.000000000001' },
        { meter: 'GPU seconds', unitAmount: '1.000000000000' },
      ],
      grants: ['Sensor readings'],
    },
    {
      plan: 'Lumen Voice',
      description: 'Speech, by the minute.',
      amount: 2900,
      currency: 'eur',
      standing: 'trialing',
      prices: [{ meter: 'Voice minutes', unitAmount: '2.500000000000' }],
    },
  ],
  wallets: [
    { currency: 'jpy', balance: 12_300 },
    { currency: 'eur', balance: -450 },
  ],
};
