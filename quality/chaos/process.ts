import { createDemoPolar } from '../../src/testing';
import { installClock } from './clock';
import { toStep } from './faults';
import type { Plan } from './plan';
import { chanceOf } from './random';
import { wireOf } from './truth';
import { noExchanges, watched, type World } from './world';

/** A world in this process: the demo is the page's `fetch`, and page time takes no real time. */
export function createProcessWorld(plan: Plan): World & { close: () => void } {
  // The page's clock replaces `performance.now`, but not `setImmediate`.
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const realNow = performance.now.bind(performance);
  const random = Math.random;
  const clock = installClock(plan.start);
  Math.random = chanceOf(plan.seed ^ 0x5eed).next;

  const options = { now: () => new Date(clock.now()), moving: plan.moving, rateLimit: false as const };
  const demo = createDemoPolar(options);
  // A second demo without faults, for the true data.
  const truth = createDemoPolar(options);
  const requests = noExchanges();
  const fetch = watched((url, init) => demo(url, init), { requests, now: clock.now, realNow, isTroubled: () => demo.calls.at(-1)?.fault !== undefined });

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < (requests.open.size > 0 ? 5 : 3); ) {
      await turn();
      if (clock.next() <= clock.now()) {
        clock.moveTo(clock.now());
        quiet = 0;
      } else quiet += 1;
    }
  }

  return {
    clock,
    server: 'https://polar.example',
    fetch,
    requests,
    settle,
    play: (steps) => Promise.resolve(demo.play(steps.map(toStep))),
    mint: (customer) => {
      const { token, expiresAt } = demo.createSession(customer);
      return Promise.resolve({ token, expiresAt: expiresAt.toISOString() });
    },
    expire: () => Promise.resolve(demo.expireSessions()),
    wire: (customer) => wireOf(truth, customer),
    close: () => {
      clock.uninstall();
      Math.random = random;
    },
  };
}
