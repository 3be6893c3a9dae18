import type { CustomerSeed } from './seed';

/**
 * A studio with three plans: a discounted one that it upgraded to this month, one that cancels at the end of the
 * month, and a paused one. Every kind of metered price, a cap that is reached, an amount that Polar has yet to update. The
 * total of the first charge is always 181.53 − 27.23 + 38.58 tax = 192.88, because the growing usage is beyond its cap.
 */
export const fay: CustomerSeed = {
  externalId: 'fay',
  name: 'Fay Lindqvist',
  email: 'fay@example.com',
  taxRate: 2500,
  meters: [
    { name: 'AI tokens', consumed: 9_480_000, credited: 1_000_000, unit: 'token', perMinute: 1200 },
    { name: 'Searches', consumed: 148_480, credited: 10_000, unit: { label: 'searches' } },
    { name: 'Emails sent', consumed: 87_450, credited: 20_000, unit: { label: 'emails' } },
    { name: 'Scene exports', consumed: 184, credited: 120, unit: { label: 'exports' } },
  ],
  subscriptions: [
    {
      plan: 'Lumen Team',
      description: 'Tokens and search for everyone in the studio.',
      amount: 6000,
      currency: 'usd',
      discount: { percent: 17 },
      // Upgraded from $20.00 with 16 of 30 days left.
      prorations: [
        { label: 'Unused time on Lumen Pro', amount: -1067 },
        { label: 'Remaining time on Lumen Team', amount: 3200 },
      ],
      prices: [
        { meter: 'AI tokens', unitAmount: '0.000800000000', cap: 5000 },
        {
          meter: 'Searches',
          tiers: {
            type: 'graduated',
            tiers: [
              { bound: 50_000, unit_amount: '0.050000000000' },
              { bound: 100_000, unit_amount: '0.035000000000' },
              { bound: null, unit_amount: '0.020000000000' },
            ],
          },
        },
      ],
    },
    {
      plan: 'Lumen Mail',
      description: 'Newsletters.',
      amount: 1500,
      currency: 'usd',
      standing: 'ending',
      prices: [
        {
          meter: 'Emails sent',
          unsettled: 1250,
          tiers: {
            type: 'volume',
            tiers: [
              { bound: 50_000, unit_amount: '0.100000000000' },
              { bound: 250_000, unit_amount: '0.080000000000' },
              { bound: null, unit_amount: '0.060000000000' },
            ],
          },
        },
      ],
    },
    {
      plan: 'Lumen Scenes',
      description: 'Film in three dimensions.',
      amount: 3500,
      currency: 'usd',
      standing: 'paused',
      prices: [
        {
          meter: 'Scene exports',
          tiers: {
            type: 'graduated',
            tiers: [
              { bound: 50, unit_amount: '25.000000000000' },
              { bound: null, unit_amount: '20.000000000000' },
            ],
          },
        },
      ],
    },
  ],
  wallets: [{ currency: 'usd', balance: 2500 }],
};
