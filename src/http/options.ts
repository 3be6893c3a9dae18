import { invalidOption } from '../core/invalidOption';

/** Milliseconds for one whole response, body included. */
export const defaultTimeout = 10_000;

/** The version of Polar's API that the schemas were written for. */
export const defaultVersion = '2026-10';

/** @throws PortalError `invalid_option` unless a timer can wait that many milliseconds. */
export function checkTimeout(timeout: number): void {
  // `setTimeout` fires at once for anything longer.
  if (typeof timeout === 'number' && timeout >= 1 && timeout <= 2147483647) return;
  throw invalidOption('timeout', 'must be from 1 to 2147483647 milliseconds', 'Correct it or leave it out');
}
