import { listenAll } from './ears';
import { type Report, runLoad } from './load';
import { planOf } from './plan';
import { createProcessWorld } from './process';

/** Runs the load of one seed in this process, which has a DOM. */
export async function runSeed(seed: number): Promise<Report> {
  const plan = planOf(seed);
  const flags = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  const wasTesting = flags.IS_REACT_ACT_ENVIRONMENT ?? false;
  flags.IS_REACT_ACT_ENVIRONMENT = false;
  const world = createProcessWorld(plan);
  const ears = listenAll();
  try {
    return await runLoad(plan, world, ears);
  } finally {
    ears.close();
    world.close();
    flags.IS_REACT_ACT_ENVIRONMENT = wasTesting;
  }
}
