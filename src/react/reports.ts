import { isCancelledError, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { formatPath, isPortalError, PortalError } from '../core';
import { portalKey } from './queries';

/** Told of what went wrong, once until it is well again. */
export type OnError = (error: PortalError) => void;

/**
 * Tells the host of every question that failed, and of every part of an answer that was left out: once, and again
 * only after it was well or went wrong in another way.
 */
export function useErrorReports(client: QueryClient, scope: string, onError: OnError | undefined): void {
  const latest = useRef(onError);
  useEffect(() => {
    latest.current = onError;
  }, [onError]);
  useEffect(() => {
    const told = new Map<string, string>();
    const tell = (hash: string, errors: readonly PortalError[]) => {
      const what = errors.map(({ code, path }) => `${code} ${formatPath(path)}`).join('\n');
      if (told.get(hash) === what || (what === '' && !told.delete(hash))) return;
      if (what !== '') told.set(hash, what);
      for (const error of errors) report(latest.current, error);
    };
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || !isOurs(event.query.queryKey, scope)) return;
      const { action, query } = event;
      if (action.type === 'error' && !isCancelledError(action.error)) tell(query.queryHash, [asPortalError(action.error)]);
      if (action.type === 'success') tell(query.queryHash, issuesOf(action.data));
    });
  }, [client, scope]);
}

/** A host's own failure in here is the host's, and stops nothing of ours. */
export function report(onError: OnError | undefined, error: PortalError): void {
  try {
    onError?.(error);
  } catch (failure) {
    globalThis.reportError(failure);
  }
}

/** As it is where it is ours. What others have thrown may hold anything, so nothing of it is passed on. */
export function asPortalError(error: unknown): PortalError {
  if (isPortalError(error)) return error;
  return new PortalError('unexpected_failure', 'A widget or its source failed. Something threw that is no PortalError. Look at the console and at code of your own.');
}

function isOurs(queryKey: readonly unknown[], scope: string): boolean {
  return portalKey(scope).every((part, index) => queryKey[index] === part);
}

function issuesOf(data: unknown): readonly PortalError[] {
  const issues = (data as { issues?: unknown } | null | undefined)?.issues;
  return Array.isArray(issues) ? issues.filter(isPortalError) : [];
}
