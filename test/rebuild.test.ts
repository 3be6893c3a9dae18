// @vitest-environment node
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { rebuildOf } from '../scripts/rebuild.js';

function folderWith(...files: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'inner'));
  for (const file of files) writeFileSync(join(folder, file), '');
  // Later than any clock of a test. Some file systems keep only whole seconds.
  let time = 4_000_000_000;
  return { folder, change: (file: string) => utimesSync(join(folder, file), (time += 10), time) };
}

it('rebuildOf() builds once, and again when a file in the folder has changed', async () => {
  const { folder, change } = folderWith('a.ts', 'inner/b.ts');
  let count = 0;
  const built = rebuildOf(folder, async () => (count += 1));
  expect([await built(true), await built(true), await built(false)]).toEqual([1, 1, 1]);
  change('inner/b.ts');
  expect([await built(false), await built(true), await built(true)]).toEqual([1, 2, 2]);
  change('a.ts');
  expect([await built(true), await built(false)]).toEqual([3, 3]);
});

it('rebuildOf() builds again after a failure, although nothing has changed', async () => {
  const { folder } = folderWith('a.ts');
  const build = vi.fn(async () => 'built').mockRejectedValueOnce(new Error('a.ts has a mistake.'));
  const built = rebuildOf(folder, build);
  await expect(built(true)).rejects.toThrow('mistake');
  expect([await built(false), build.mock.calls.length]).toEqual(['built', 2]);
});
