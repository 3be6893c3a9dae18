import type { CustomerSeed } from './seed';

/** Signed up a minute ago: no meters, no subscriptions, no wallets. */
export const cy: CustomerSeed = { externalId: 'cy', name: 'Cy Novak', email: 'cy@example.com' };
