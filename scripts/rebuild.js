// Builds something from a folder, and again when a file in it has changed.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns a function that gives the latest build: the first call builds, and so does each call after a failure, and a call with `checks` after a change.
 * @template T
 * @param {string} folder @param {() => Promise<T>} build
 * @returns {(checks: boolean) => Promise<T>}
 */
export function rebuildOf(folder, build) {
  /** @type {Promise<T> | undefined} */
  let built;
  let changedAt = 0;
  return (checks) => {
    if (built !== undefined && !checks) return built;
    const latest = lastChange(folder);
    if (built === undefined || latest > changedAt) {
      changedAt = latest;
      const own = build();
      built = own;
      own.catch(() => {
        // The next request tries again, because the source may have been mended.
        if (built === own) built = undefined;
      });
    }
    return built;
  };
}

/** When a file in a folder was last changed, in milliseconds since 1970. @param {string} folder */
function lastChange(folder) {
  return Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).mtimeMs));
}
