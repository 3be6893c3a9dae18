import { isCancelledError, matchQuery, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { formatPath, isPortalError, type PortalError } from '../core/errors';
import { portalKey } from './portalKey';
import { asPortalError, type OnError, report } from './report';

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
      if (summary === (reported.get(hash) ?? '')) return;
      reported.delete(hash);
      if (summary) reported.set(hash, summary);
      for (const error of errors) report(latest.current, error);
    };
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || !matchQuery({ queryKey: portalKey(scope) }, event.query)) return;
      const { action, query } = event;
      if (action.type === 'error' && !isCancelledError(action.error)) reportAll(query.queryHash, [asPortalError(action.error)]);
      if (action.type === 'success') reportAll(query.queryHash, issuesOf(action.data));
    });
  }, [client, scope]);
}

function issuesOf(data: unknown): readonly PortalError[] {
  const issues = (data as { issues?: unknown } | null | undefined)?.issues;
  return Array.isArray(issues) ? issues.filter(isPortalError) : [];
}
