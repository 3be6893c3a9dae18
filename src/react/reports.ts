import { isCancelledError, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { formatPath, isPortalError, PortalError } from '../core/errors';
import { portalKey } from './queries';

/** Called once for each error, and again only if it recurs after recovery. */
export type OnError = (error: PortalError) => void;

/**
 * Reports each failed query and each item left out of a response. A query is reported again only after it has
 * succeeded, or when it fails in another way.
 */
export function useErrorReports(client: QueryClient, scope: string, onError: OnError | undefined): void {
  const latest = useRef(onError);
  useEffect(() => {
    latest.current = onError;
  }, [onError]);
  useEffect(() => {
    const reported = new Map<string, string>();
    const reportAll = (hash: string, errors: readonly PortalError[]) => {
      const summary = errors.map(({ code, path }) => `${code} ${formatPath(path)}`).join('\n');
      if (reported.get(hash) === summary || (summary === '' && !reported.delete(hash))) return;
      if (summary !== '') reported.set(hash, summary);
      for (const error of errors) report(latest.current, error);
    };
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || !isOurs(event.query.queryKey, scope)) return;
      const { action, query } = event;
      if (action.type === 'error' && !isCancelledError(action.error)) reportAll(query.queryHash, [asPortalError(action.error)]);
      if (action.type === 'success') reportAll(query.queryHash, issuesOf(action.data));
    });
  }, [client, scope]);
}

/** Calls `onError`. */
export function report(onError: OnError | undefined, error: PortalError): void {
  callHost(() => onError?.(error));
}

/** Calls a function of the host. If it throws or its promise rejects, the window's `error` event reports that, and the caller continues. */
export function callHost(call: () => unknown): void {
  try {
    // A type that returns nothing allows an async function, too.
    void Promise.resolve(call()).catch((failure: unknown) => globalThis.reportError(failure));
  } catch (failure) {
    globalThis.reportError(failure);
  }
}

/** Passes our own errors through; replaces any other, which may contain secrets. */
export function asPortalError(error: unknown): PortalError {
  if (isPortalError(error)) return error;
  return new PortalError('unexpected_failure', 'A widget or its source failed. It threw an error that is not a PortalError. Check the browser console.');
}

function isOurs(queryKey: readonly unknown[], scope: string): boolean {
  return portalKey(scope).every((part, index) => queryKey[index] === part);
}

function issuesOf(data: unknown): readonly PortalError[] {
  const issues = (data as { issues?: unknown } | null | undefined)?.issues;
  return Array.isArray(issues) ? issues.filter(isPortalError) : [];
}
