import type { FaultStep } from '../src/testing';

// The toolbar's choices. This file imports no code, because the preview loads it for every story file.

/** Faults that the toolbar can inject, by their name in the URL. */
export const faultSteps: Record<string, { title: string; steps: FaultStep[] }> = {
  ok: { title: 'No fault', steps: [] },
  slow: { title: 'Slow: 3 seconds', steps: [always({ fault: 'delay', ms: 3000 })] },
  drip: { title: 'Arrives in pieces', steps: [always({ fault: 'drip', pieces: 10, ms: 200 })] },
  hang: { title: 'No response', steps: [always({ fault: 'hang' })] },
  stall: { title: 'Stops halfway', steps: [always({ fault: 'stall' })] },
  reset: { title: 'Connection breaks', steps: [always({ fault: 'reset' })] },
  cut: { title: 'Connection breaks halfway', steps: [always({ fault: 'cut' })] },
  once: { title: 'Fails once, then works', steps: [{ fault: 503 }] },
  crash: { title: 'Server error (500)', steps: [always({ fault: 500 })] },
  bad: { title: 'Bad gateway (502)', steps: [always({ fault: 502 })] },
  gateway: { title: 'Gateway down (503)', steps: [always({ fault: 503 })] },
  late: { title: 'Gateway timeout (504)', steps: [always({ fault: 504 })] },
  limited: { title: 'Rate limited (429)', steps: [always({ fault: 429, retryAfter: 30, readable: true })] },
  renewed: { title: 'Session expires, is renewed', steps: [{ fault: 'expired' }] },
  expired: { title: 'Not signed in (401)', steps: [always({ fault: 'unauthorized' })] },
  retired: { title: 'API version retired', steps: [always({ fault: 'retired' })] },
  forbidden: { title: 'Not permitted (403)', steps: [always({ fault: 403 })] },
  html: { title: 'HTML in place of JSON', steps: [always({ fault: 'html' })] },
  redirect: { title: 'Redirects to a login page', steps: [always({ fault: 'redirect', to: 'https://login.example/' })] },
  empty: { title: 'Empty response', steps: [always({ fault: 'empty' })] },
  mislabel: { title: 'JSON labeled as text', steps: [always({ fault: 'mislabel' })] },
  truncated: { title: 'Half a response', steps: [always({ fault: 'truncate' })] },
  duplicate: { title: 'An entry twice', steps: [always({ fault: 'duplicate' })] },
  drift: { title: 'Pages shift', steps: [always({ fault: 'drift', on: '/meters/' })] },
  huge: { title: '12 MB of white space', steps: [always({ fault: 'huge' })] },
  deep: { title: 'Nested 100,000 deep', steps: [always({ fault: 'deep' })] },
  texts: { title: 'Numbers as text', steps: [always({ fault: 'mutate', change: asText })] },
  bills: { title: 'Only bills fail', steps: [always({ fault: 503, on: '/subscriptions/' })] },
};

/** The titles of the toolbar's faults. */
export const faults = Object.fromEntries(Object.entries(faultSteps).map(([name, { title }]) => [name, title]));

/** What the toolbar can put in place of a story's own customer: the customers of the demo. */
export const customers = {
  story: "The story's customer",
  ada: 'One plan, every kind of meter',
  bo: 'A yearly plan in yen, and a trial',
  cy: 'Just signed up',
  dee: '250 meters',
  eve: 'Canceled, credits left',
  fay: 'Three plans',
  gil: 'Past due, and paused',
  hal: 'Discount used up',
  ike: 'Half price forever',
  jin: 'Plan and seats change soon',
  kai: 'Pauses soon',
  lou: 'Tax included, balance used',
  mia: 'Priced per byte',
};

function asText(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(/("consumed_units":)([^,}]+)/g, '$1"$2"'));
}

function always(step: FaultStep): FaultStep {
  return typeof step === 'object' ? { ...step, times: Infinity } : step;
}
