import type { CustomerSeed } from './seed';

/** Has just signed up: no meters, no subscriptions, no wallets. */
export const cy: CustomerSeed = { externalId: 'cy', name: 'Cy Novak', email: 'cy@example.com' };
