import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rooms } from './rooms.js';

/** Runs the tests named after the mutated file first, then the fastest: the first failure ends the run. */
class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [mutated = ''] = [this.ctx.config.related ?? []].flat();
    const cost = ({ moduleId, project }: TestSpecification) => {
      if (basename(moduleId, '.test.ts') === basename(mutated, '.ts')) return -1;
      return this.ctx.cache.getFileTestResults(`${project.name}:${moduleId.slice(this.ctx.config.root.length + 1)}`)?.duration ?? 0;
    };
    return files.toSorted((a, b) => cost(a) - cost(b));
  }
}

const { tests, cases } = rooms[(process.env['METERFACE_ROOM'] ?? 'core') as keyof typeof rooms];

export default defineConfig({
  test: {
    include: tests.map((folder) => `test/${folder}/**/*.test.ts`),
    // Slow tests that aren't about particular lines: float sweeps, rendered bills, a whole better-auth.
    exclude: ['**/*.long.test.ts', 'test/core/{floats,billWords}.test.ts', 'test/sources/betterAuthPlugin*.test.ts'],
    setupFiles: ['test/support/date.ts', 'test/support/node.ts', 'quality/mutation/setup.ts'],
    env: { METERFACE_CASES: String(cases), METERFACE_SEED: '1' },
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // As in vite.config.ts. Stryker's own limit ends a mutant that never stops.
    testTimeout: 60_000,
    sequence: { sequencer: LikeliestFirst },
  },
});
