import type { CustomerSeed } from './seed';

/** A subscription that is past due, and one that is paused without a resume date. */
export const gil: CustomerSeed = {
  externalId: 'gil',
  name: 'Gil Haddad',
  email: 'gil@example.com',
  meters: [
    { name: 'API requests', consumed: 1_284_600, credited: 250_000, unit: { label: 'requests' }, perMinute: 40 },
    { name: 'Webhooks delivered', consumed: 61_204, unit: { label: 'deliveries' }, perMinute: 3 },
    { name: 'Files archived', consumed: 312, credited: 1000, unit: { label: 'files' } },
  ],
  subscriptions: [
    {
      plan: 'Lumen API',
      description: 'Use Lumen from your own code.',
      amount: 4900,
      currency: 'usd',
      standing: 'past_due',
      lastUsageAmount: 28_340,
      prices: [
        { meter: 'API requests', unitAmount: '0.035000000000' },
        { meter: 'Webhooks delivered', unitAmount: '0.012500000000', cap: 2500 },
      ],
    },
    {
      plan: 'Lumen Archive',
      description: 'Files that are rarely needed.',
      amount: 1200,
      currency: 'usd',
      standing: 'paused',
      resumes: false,
      prices: [{ meter: 'Files archived', unitAmount: '0.250000000000' }],
    },
  ],
};
