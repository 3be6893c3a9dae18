import { expect, it } from 'vitest';
import { runSeed } from './inprocess';

it('whatever goes wrong, a page stays alive, says nothing untrue, tells no secret and comes back', async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= 6; seed++) {
    const { violations } = await runSeed(seed);
    broken.push(...violations.map((violation) => `npm run chaos -- --seed ${seed}: ${violation}`));
  }
  expect(broken).toEqual([]);
}, 60_000);
