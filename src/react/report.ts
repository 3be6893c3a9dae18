import { isPortalError, PortalError } from '../core/errors';

/** Called once for each error, and again only after recovery or when the same request fails in another way. */
export type OnError = (error: PortalError) => void;

/** Calls `onError`, and continues if that fails. */
export function report(onError: OnError | undefined, error: PortalError): void {
  callHost(() => onError?.(error));
}

/** Calls a function of the host. If it throws or its promise rejects, the window's `error` event reports that, and the caller continues. */
export function callHost(call: () => unknown): void {
  // A function of the type `() => void` may be async.
  (async () => call())().catch((failure: unknown) => globalThis.reportError(failure));
}

/** Passes our own errors through; replaces any other, which may contain secrets. */
export function asPortalError(error: unknown): PortalError {
  if (isPortalError(error)) return error;
  return new PortalError('unexpected_failure', 'A widget or source threw an error that isn\'t a PortalError. Check the console or the source.');
}
