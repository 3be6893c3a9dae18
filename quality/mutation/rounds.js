// Vitest in this process, over a copy of the project: round after round, each in a second or two.
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/**
 * @param {string} root of the copy
 * @param {Record<string, unknown> & { plugins?: import('vite').Plugin[] }} options for Vitest, and plugins for Vite
 */
export async function openRounds(root, { plugins = [], ...options }) {
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      bail: 1,
      // One thread or process, one copy of each module: a fresh one for each run.
      isolate: false,
      maxWorkers: 1,
      restoreMocks: true,
      unstubGlobals: true,
      unstubEnvs: true,
      cache: false,
      ...options,
    },
    { plugins, cacheDir: join(root, '.cache'), logLevel: 'silent' },
  );
  const specifications = await vitest.globTestSpecifications();
  return { vitest, specifications };
}

/** The path of a specification or a module inside of the copy. */
export function nameIn(root, { moduleId }) {
  return moduleId.slice(root.length + 1);
}

/** Which test of a file failed first, and with what. */
export function failureOf(root, module) {
  const [test] = module.children.allTests('failed');
  const [error] = test?.result().errors ?? module.errors();
  return { file: nameIn(root, module), test: test?.fullName ?? 'the file does not load', loads: test !== undefined, message: String(error?.message).slice(0, 200) };
}
