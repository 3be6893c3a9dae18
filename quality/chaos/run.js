// Arguments, workers, and the middle of figures.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** `--short`, `--seed 123`, `--loads 500`. @param {string} name @returns {number | undefined} */
export function numberOf(name) {
  const index = process.argv.indexOf(`--${name}`);
  const value = Number(process.argv[index + 1]);
  return index === -1 || !Number.isFinite(value) ? undefined : value;
}

export const isShort = process.argv.includes('--short');

/** The seeds shared out among workers; each report as it comes. */
export async function inWorkers(seeds, { workers, mode }, onReport) {
  const shares = Array.from({ length: workers }, (_, share) => seeds.filter((_, index) => index % workers === share));
  await Promise.all(
    shares.filter(({ length }) => length > 0).map(
      (share) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: { root, seeds: share, mode } });
          worker.on('message', onReport);
          worker.on('error', reject);
          worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))));
        }),
    ),
  );
}

/** The value below which this share of all lies. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
