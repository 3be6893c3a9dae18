import type { CustomerSeed } from './seed';

/** Pays per byte, in prices so small that Polar writes them with an exponent. */
export const mia: CustomerSeed = {
  externalId: 'mia',
  name: 'Mia Varga',
  email: 'mia@example.com',
  meters: [
    { name: 'Storage', consumed: 70e9, credited: 60e9, unit: { label: 'GB', multiplier: 1e9 } },
    { name: 'Transfer', consumed: 20e9, unit: { label: 'GB', multiplier: 1e9 } },
  ],
  subscriptions: [
    {
      plan: 'Lumen Vault',
      description: 'Originals, kept safe.',
      amount: 500,
      currency: 'usd',
      prices: [
        { meter: 'Storage', unitAmount: '0.000000010000' },
        { meter: 'Transfer', unitAmount: '0.000000045000' },
      ],
    },
  ],
};
