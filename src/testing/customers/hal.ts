import type { CustomerSeed } from './seed';

/** Used a one-time discount on the latest charge, so the next charge has the full price. */
export const hal: CustomerSeed = {
  externalId: 'hal',
  name: 'Hal Brandt',
  email: 'hal@example.com',
  meters: [{ name: 'Episodes published', consumed: 6 }],
  subscriptions: [
    {
      plan: 'Lumen Podcast',
      description: 'Episodes, transcripts and a feed.',
      amount: 2400,
      currency: 'usd',
      discount: { percent: 50, lasts: 'once', appliedMonthsAgo: 0 },
    },
  ],
};
