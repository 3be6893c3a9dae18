// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { createDemoPolar, type FaultStep } from '../../src/testing';
import { origin } from './signIn';

const steps: [FaultStep, string][] = [
  ['hang', 'left'],
  ['stall', 'left'],
  ['drip', 'left'],
  [{ fault: 'delay', ms: 1000 }, 'left'],
  ['cut', 'terminated'],
];

it.each(steps)('the fault %j under jsdom, whose AbortSignal Node’s Request rejects, ends with the error “%s”', async (step, ending) => {
  const demo = createDemoPolar({ faults: [step] });
  const headers = { Authorization: `Bearer ${demo.createSession('ada').token}` };
  const page = new AbortController();
  setTimeout(() => page.abort(new Error('left')), 20);
  const response = demo(`${origin}/v1/customer-portal/meters/`, { headers, signal: page.signal });
  await expect(response.then((received) => received.text())).rejects.toThrow(ending);
});
