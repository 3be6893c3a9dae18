import type { CustomerSeed } from './seed';

/** Pays half price forever, for the plan and for usage. */
export const ike: CustomerSeed = {
  externalId: 'ike',
  name: 'Ike Adeyemi',
  email: 'ike@example.com',
  meters: [{ name: 'Caption minutes', consumed: 1300, credited: 1000, unit: { label: 'minutes' } }],
  subscriptions: [
    {
      plan: 'Lumen Captions',
      description: 'Subtitles in forty languages.',
      amount: 1200,
      currency: 'usd',
      discount: { percent: 50, appliedMonthsAgo: 5 },
      prices: [{ meter: 'Caption minutes', unitAmount: '1.000000000000' }],
    },
  ],
};
