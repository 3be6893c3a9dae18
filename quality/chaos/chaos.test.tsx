import { expect, it } from 'vitest';
import { runSeed } from './inprocess';

it('a page under random faults stays alive, shows no wrong number, reveals no token and recovers', async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= 6; seed++) {
    const { violations } = await runSeed(seed);
    broken.push(...violations.map((violation) => `npm run chaos -- --seed ${seed}: ${violation}`));
  }
  expect(broken).toEqual([]);
}, 60_000);
