import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { together } from '../../src/core/together';

const limited = (retryAfter: number) => new PortalError('rate_limited', '', { retryAfter });
/** A request that fails. */
const failing = async (error: unknown) => {
  throw error;
};

describe('together()', () => {
  it('gives the results in the order of the requests', async () => {
    expect(await together([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2]);
  });

  it.each<[string, unknown[], number]>([
    ['the longest wait, wherever it stands', [limited(5), limited(90), limited(30)], 1],
    ['a wait, before failures without one', [new PortalError('timeout', ''), limited(5)], 1],
    ['the first failure, if none names a wait', [new Error('first'), new PortalError('timeout', '')], 0],
  ])('rejects with %s', async (_, errors, place) => {
    await expect(together([Promise.resolve(1), ...errors.map(failing)])).rejects.toBe(errors[place]);
  });

  it('waits for requests that are still running, because their wait may be longer', async () => {
    const slow = new Promise((_, reject) => {
      setTimeout(reject, 20, limited(90));
    });
    await expect(together([failing(limited(5)), slow])).rejects.toMatchObject({ retryAfter: 90 });
  });
});
