import type { CustomerSeed } from './seed';

/** Changes two subscriptions at the next period: to a cheaper plan without metered usage, and from 8 to 6 seats. Keeps 3 devices. */
export const jin: CustomerSeed = {
  externalId: 'jin',
  name: 'Jin Park',
  email: 'jin@example.com',
  meters: [{ name: 'Exports', consumed: 380, credited: 200, unit: { label: 'exports' } }],
  subscriptions: [
    {
      plan: 'Lumen Plus',
      description: 'Exports in every format.',
      amount: 4000,
      currency: 'usd',
      prices: [{ meter: 'Exports', unitAmount: '2.500000000000' }],
      pending: { plan: { plan: 'Lumen Light', amount: 2500 } },
    },
    {
      plan: 'Lumen Workspace',
      description: 'A seat for everyone on the team.',
      amount: 0,
      seatPrice: 500,
      seats: 8,
      currency: 'usd',
      pending: { seats: 6 },
    },
    {
      plan: 'Lumen Screens',
      description: 'Displays in the showroom.',
      amount: 0,
      unitPrice: 400,
      units: 3,
      unitLabel: { en: { '=1': 'device', other: 'devices' }, de: { '=1': 'Gerät', other: 'Geräte' } },
      currency: 'usd',
    },
  ],
};
