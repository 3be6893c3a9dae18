import type { CustomerSeed } from './seed';

/** Pays prices that include 25% tax, in part from a balance of $4.00. In euros the balance covers the whole charge. */
export const lou: CustomerSeed = {
  externalId: 'lou',
  name: 'Lou Castellano',
  email: 'lou@example.com',
  taxRate: 2500,
  meters: [{ name: 'Notes shared', consumed: 41 }],
  subscriptions: [
    { plan: 'Lumen Notes', description: 'Notes with pictures.', amount: 900, currency: 'usd', taxInclusive: true },
    { plan: 'Lumen Prints', description: 'A printed book each month.', amount: 1200, currency: 'eur', taxInclusive: true },
  ],
  wallets: [
    { currency: 'usd', balance: 400 },
    { currency: 'usd', balance: 5000, kind: 'usage' },
    { currency: 'eur', balance: 1500 },
  ],
};
