const lumen = {
  ada: {
    names: ['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created'],
    figures: ['465 of 500 used', '2.41M tokens used', '$4.12 so far', 'Lumen Pro', '$43.41'],
  },
  bo: {
    names: ['Sensor readings', 'Voice minutes', 'Render minutes', 'GPU seconds', 'Events archived', 'Carbon offset'],
    figures: ['742.5 minutes used', '¥1,781 so far', 'Lumen Voice', '€29.00', 'Lumen Studio', '¥11,781', '−€4.50'],
  },
};

/** The demo's own customers, and what each sees. */
const demo = { customers: [], sees: lumen, api: '/api/portal/meters' };

/** Customers that SDK 0.47 of `@polar-sh/better-auth` can read: without tiers, and with credits below 2^53. */
const plain = {
  customers: [
    {
      externalId: 'ada',
      name: 'Ada Byron',
      email: 'ada@example.com',
      meters: [
        { name: 'Image credits', consumed: 465, credited: 500 },
        { name: 'AI tokens', consumed: 2_412_350, credited: 2_000_000, unit: 'token' },
        { name: 'Projects created', consumed: 12 },
      ],
      subscriptions: [
        { plan: 'Lumen Pro', amount: 2000, currency: 'usd', prices: [{ meter: 'AI tokens', unitAmount: '0.001000000000' }], grants: ['Image credits'] },
      ],
    },
    {
      externalId: 'bo',
      name: 'Bo Tanaka',
      email: 'bo@example.com',
      meters: [{ name: 'Render minutes', consumed: 742.5, credited: 600, unit: { label: 'minutes' } }],
      subscriptions: [{ plan: 'Lumen Studio', amount: 12_000, currency: 'jpy', prices: [{ meter: 'Render minutes', unitAmount: '12.500000000000' }] }],
    },
  ],
  sees: {
    ada: {
      names: ['Image credits', 'AI tokens', 'Projects created'],
      figures: ['465 of 500 used', '2.41M tokens used', '$4.12 so far', 'Lumen Pro', '$24.12'],
    },
    bo: { names: ['Render minutes'], figures: ['742.5 minutes used', 'Lumen Studio', '¥13,781'] },
  },
  api: '/api/auth/usage/meters/list',
};

/** The customers of the demo API behind an example, and what each sees there. @param {string} name */
export function shopOf(name) {
  if (name === 'better-auth') return plain;
  return { ...demo, rendersOnServer: name === 'next' };
}
