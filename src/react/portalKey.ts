import type { QueryKey } from '@tanstack/react-query';

/** The start of every query key of one customer. No key ever contains a token. */
export function portalKey(scope: string): QueryKey {
  return ['meterface', scope];
}
