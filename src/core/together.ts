import { waitAfter } from './errors';

/**
 * `Promise.all` for requests to one server. If some fail, it waits for all and rejects with the failure that names the longest
 * wait, so that a retry keeps to each `Retry-After`.
 * @internal
 */
export function together<T>(requests: Promise<T>[]): Promise<T[]> {
  return Promise.all(requests).catch(async () => {
    const reasons = ((await Promise.allSettled(requests)) as PromiseRejectedResult[]).map(({ reason }) => reason as unknown);
    // Sorting puts `undefined`, the reason of a success, last.
    throw reasons.sort((one, other) => waitAfter(other) - waitAfter(one))[0];
  });
}
