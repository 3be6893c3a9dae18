import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs Debian packages if it runs as root on Debian. Returns the last output of each command that failed.
 * @param {readonly string[]} packages
 */
export function installOnDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  return [attempt('apt-get', ['update']), attempt('apt-get', ['install', '-y', '--no-install-recommends', ...packages])].filter(Boolean);
}

/** Runs a command. Returns the end of its output if it fails, else ''. @param {string} command @param {string[]} args */
export function attempt(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const result = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000, shell: process.platform === 'win32' });
  if (result.status === 0) return '';
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
  return `${command} ${args.join(' ')}: ${result.error?.message ?? output}`;
}
