import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/**
 * Starts Vitest in this process, over a copy of the project, for many runs of a second or two each.
 * @param {string} root the folder of the copy
 * @param {import('vitest/node').CliOptions & { plugins?: import('vite').Plugin[] }} options options of Vitest, and plugins of Vite
 */
export async function openRounds(root, { plugins = [], ...options }) {
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      bail: 1,
      // One thread or process; modules are loaded afresh for each run.
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

/** The path of a test file within the copy. @param {string} root @param {{ moduleId: string }} module */
export function nameIn(root, { moduleId }) {
  return moduleId.slice(root.length + 1);
}

/** The first failed test of a file, with its message. @param {string} root @param {import('vitest/node').TestModule} module */
export function failureOf(root, module) {
  const [test] = module.children.allTests('failed');
  const [error] = test?.result()?.errors ?? module.errors();
  return { file: nameIn(root, module), test: test?.fullName ?? 'the file does not load', loads: test !== undefined, message: messageOf(error).slice(0, 200) };
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(/** @type {{ message?: unknown } | undefined} */ (error)?.message ?? error);
}
