import * as z from 'zod/mini';
import { isPortalError } from '../errors';

/**
 * A parse function as a schema of zod, for hosts that compose their own: `z.object({ meter: schemaOf(parseCustomerMeter) })`.
 * What is wrong comes as zod's issues, each with its path inside of yours. Pages that do not ask for it carry no zod.
 */
export function schemaOf<T>(parse: (input: unknown) => T): z.ZodMiniType<T, unknown> {
  const schema: z.ZodMiniType<unknown, unknown> = z.transform((input: unknown, { issues }) => {
    try {
      return parse(input);
    } catch (error) {
      if (!isPortalError(error)) throw error;
      issues.push({ code: 'custom', input, path: [...error.path], message: error.message });
      return z.NEVER;
    }
  });
  // zod types a transform's output as awaited; nothing here is a promise.
  return schema as z.ZodMiniType<T, unknown>;
}
