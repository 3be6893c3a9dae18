import type * as z from 'zod/mini';
import { formatPath, type PathStep, PortalError } from '../errors';
import type { Brief, LeftOut, Payload } from './payload';

export interface ParseOptions {
  /** Receives one error for each part that was left out because it is unreadable. */
  onIssue?: ((issue: PortalError) => unknown) | undefined;
}

/**
 * Parses a payload with one of our schemas.
 * @param what names the resource in errors.
 * @param at the path of `input` inside the whole payload.
 * @throws PortalError `invalid_data`, with the path.
 * @internal
 */
export function read<T>(what: string, schema: z.core.$ZodType<T>, input: unknown, { onIssue }: ParseOptions = {}, at: readonly PathStep[] = []): T {
  const { value, issues, left = [] } = schema._zod.run({ value: input, issues: [] }, { async: false, isBrief: true } as Brief) as Payload<T>;
  const [issue] = issues;
  if (issue) throw unreadable({ what, issue }, at);
  if (onIssue) for (const part of left) onIssue(unreadable(part, at));
  return value;
}

function unreadable({ what, issue }: LeftOut, at: readonly PathStep[]): PortalError {
  const path = [...at, ...((issue.path ?? []) as PathStep[])];
  const where = formatPath(path);
  return new PortalError(
    'invalid_data',
    `This ${what} cannot be read: ${where && `${where}: `}${issue.message}. ` +
      'Check that it comes from Polar unchanged, and update Meterface.',
    { path },
  );
}
