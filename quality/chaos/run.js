import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Reads a numeric option, such as `--seed 123`. @param {string} name @returns {number | undefined} */
export function numberOf(name) {
  const index = process.argv.indexOf(`--${name}`);
  const value = Number(process.argv[index + 1]);
  return index === -1 || !Number.isFinite(value) ? undefined : value;
}

export const isShort = process.argv.includes('--short');

/** Runs seeds in several workers, and passes on each report as it arrives. */
export async function inWorkers(seeds, { workers, mode }, onReport) {
  const shares = Array.from({ length: workers }, (_, share) => seeds.filter((_, index) => index % workers === share));
  await Promise.all(
    shares.filter(({ length }) => length > 0).map(
      (share) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: { root, seeds: share, mode } });
          worker.on('message', onReport);
          worker.on('error', reject);
          worker.on('exit', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`A worker ended with exit code ${code}.`))));
        }),
    ),
  );
}

/** The value that a given share of the values doesn't exceed. @param {number[]} values @param {number} share from 0 to 1 */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
