import { isCancelledError, matchQuery, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isPortalError, type PortalError } from '../core/errors';
import { portalKey } from './portalKey';
import { asPortalError, type OnError, report } from './report';

const reporters = new Set<(error: PortalError) => void>();
/** What failed while no provider could report it. */
const waiting: PortalError[] = [];

/** Tells each provider on the page, or the first one to mount if there is none yet, of an error that isn't about one customer's request. */
export function reportToAll(error: PortalError): void {
  if (!reporters.size) waiting.push(error);
  for (const tell of reporters) tell(error);
}

/**
 * Reports each failed query and each item left out of a response. A query is reported again only after it has
 * succeeded or left the cache, or when it fails in another way.
 */
export function useErrorReports(client: QueryClient, scope: string, onError: OnError | undefined): void {
  const latest = useRef(onError);
  useEffect(() => {
    latest.current = onError;
  });
  useEffect(() => {
    // What was last reported of each query; empty if no error. Weak, because each set of numbers has a charge preview of its own.
    const reported = new WeakMap<Query, string>();
    const tell = (error: PortalError) => report(latest.current, error);
    reporters.add(tell);
    waiting.splice(0).forEach(tell);
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || !matchQuery({ queryKey: portalKey(scope) }, event.query)) return;
      const { action, query } = event;
      const errors = action.type === 'success' ? issuesOf(action.data) : action.type === 'error' && !isCancelledError(action.error) && [asPortalError(action.error)];
      if (!errors) return;
      const summary = errors.map(({ code, path }) => [code, path]).join();
      if (summary === reported.get(query)) return;
      reported.set(query, summary);
      errors.forEach(tell);
    });
    return () => {
      reporters.delete(tell);
      stop();
    };
  }, [client, scope]);
}

function issuesOf(data: unknown): readonly PortalError[] {
  const issues = (data as { issues?: unknown } | null | undefined)?.issues;
  // A host's own source may give anything.
  return Array.isArray(issues) ? issues.filter(isPortalError) : [];
}
