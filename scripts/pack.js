import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Returns the path of the packed library. Builds and packs it into `folder`, unless `METERFACE_TARBALL` is the path
 * of a tarball. `npm run test:world` sets it, so that the library is packed once.
 * @param {string} folder
 */
export function packed(folder) {
  const given = process.env['METERFACE_TARBALL'];
  if (given) return given;
  run(['run', 'build']);
  const lines = run(['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]).trim().split('\n');
  return join(folder, lines.at(-1) ?? '');
}

/** @param {string[]} words */
function run(words) {
  return execFileSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
}
