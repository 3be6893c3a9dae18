import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/**
 * Copies the tracked and new files, with the installed packages, to a temporary folder where anything may be broken. The
 * folder is deleted when the process ends.
 * @param {string} name
 * @returns {string} the path of the copy
 */
export function copyProject(name) {
  // Gives way to other work on this machine.
  setPriority(10);
  const copy = mkdtempSync(join(tmpdir(), `meterface-${name}-`));
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    mkdirSync(join(copy, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const place of ['.', ...workspaces]) {
    const installed = join(root, place, 'node_modules');
    if (existsSync(installed)) symlinkSync(installed, join(copy, place, 'node_modules'));
  }
  return copy;
}
