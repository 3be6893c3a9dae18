import type { CustomerSeed } from './seed';

/** A subscription that ended at the start of last month; only prepaid credits are left. */
export const eve: CustomerSeed = {
  externalId: 'eve',
  name: 'Eve Moreau',
  email: 'eve@example.com',
  meters: [{ name: 'Image credits', consumed: 180, credited: 500 }],
  purchases: [{ product: 'Lumen Image Pack', amount: 1900, currency: 'usd', meter: 'Image credits', units: 500 }],
  subscriptions: [
    { plan: 'Lumen Basic', description: 'Images only.', amount: 900, currency: 'usd', standing: 'ended' },
  ],
};
