// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { createDemoPolar, type FaultStep } from '../../src/testing';
import { origin } from './visit';

const steps: [FaultStep, string][] = [
  ['hang', 'left'],
  ['stall', 'left'],
  ['drip', 'left'],
  [{ fault: 'delay', ms: 1000 }, 'left'],
  ['cut', 'terminated'],
];

it.each(steps)('%j ends under jsdom, whose AbortSignal is not the one that Request knows', async (step, ending) => {
  const demo = createDemoPolar({ faults: [step] });
  const headers = { Authorization: `Bearer ${demo.createSession('ada').token}` };
  const page = new AbortController();
  setTimeout(() => page.abort(new Error('left')), 20);
  const answer = demo(`${origin}/v1/customer-portal/meters/`, { headers, signal: page.signal });
  await expect(answer.then((response) => response.text())).rejects.toThrow(ending);
});
