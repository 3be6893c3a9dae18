import { invalidOption } from '../core/invalidOption';

/** Milliseconds for one whole response, body included. */
export const defaultTimeout = 10_000;

/** The version of Polar's API that the schemas were written for. */
export const defaultVersion = '2026-10';

/** @throws PortalError `invalid_option` for less than a millisecond, or for more than `setTimeout` can wait: almost 25 days. */
export function checkTimeout(timeout: number): void {
  if (typeof timeout === 'number' && timeout >= 1 && timeout <= 2147483647) return;
  throw invalidOption('timeout', 'must be from 1 to 2147483647 milliseconds', 'Correct it or leave it out');
}
