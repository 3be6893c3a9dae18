import type { CustomerSeed } from './seed';

/** Pauses two subscriptions at the end of the period: one for three months, one without a resume date. */
export const kai: CustomerSeed = {
  externalId: 'kai',
  name: 'Kai Moana',
  email: 'kai@example.com',
  meters: [{ name: 'Audio minutes', consumed: 900, credited: 500, unit: { label: 'minutes' } }],
  subscriptions: [
    {
      plan: 'Lumen Sound',
      description: 'Voices and music.',
      amount: 1500,
      currency: 'usd',
      standing: 'pausing',
      prices: [{ meter: 'Audio minutes', unitAmount: '1.000000000000' }],
    },
    {
      plan: 'Lumen Loops',
      description: 'Samples to play with.',
      amount: 900,
      currency: 'usd',
      standing: 'pausing',
      resumes: false,
    },
  ],
};
