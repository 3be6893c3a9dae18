import type { CustomerSeed } from './seed';

/** The everyday customer of an AI product: meters of every kind, one close to its limit and one over its credits. */
export const ada: CustomerSeed = {
  externalId: 'ada',
  name: 'Ada Byron',
  email: 'ada@example.com',
  meters: [
    { name: 'Image credits', consumed: 465, credited: 500, rollover: true, perMinute: 0.5 },
    { name: 'AI tokens', consumed: 2_412_350, credited: 2_000_000, unit: 'token', perMinute: 900, metadata: { model: { 'gpt-4': 46, claude: 31, mistral: 12 } } },
    { name: 'API requests', consumed: 48_230, unit: { label: 'requests' }, perMinute: 24, aggregation: 'count', metadata: { region: { eu: 58, us: 30 } } },
    { name: 'Emails sent', consumed: 3120, credited: 10_000, unit: { label: 'emails' }, perMinute: 2 },
    { name: 'Projects created', consumed: 12, aggregation: 'unique' },
  ],
  subscriptions: [
    {
      plan: 'Lumen Pro',
      description: 'Images, tokens and mail for a small team.',
      amount: 2000,
      currency: 'usd',
      prices: [
        { meter: 'AI tokens', unitAmount: '0.001000000000' },
        { meter: 'API requests', unitAmount: '0.040000000000' },
        {
          meter: 'Emails sent',
          cap: 5000,
          tiers: {
            type: 'graduated',
            tiers: [
              { bound: 10_000, unit_amount: '0.100000000000' },
              { bound: 100_000, unit_amount: '0.080000000000' },
              { bound: null, unit_amount: '0.050000000000' },
            ],
          },
        },
      ],
      grants: ['Image credits'],
    },
  ],
};
