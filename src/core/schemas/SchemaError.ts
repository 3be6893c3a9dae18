import * as z from 'zod/mini';

const internals = { traits: new Set(['$ZodError']) };

/** Takes the place of zod's error for an invalid value. Like our schemas, it's made without zod's constructor. */
export class SchemaError extends Error {
  override readonly name = '$ZodError';
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(raw: readonly z.core.$ZodRawIssue[], context: z.core.ParseContext<z.core.$ZodIssue> | undefined) {
    const issues = raw.map((issue) => z.core.util.finalizeIssue(issue, context, z.config()));
    super(JSON.stringify(issues, z.core.util.jsonStringifyReplacer, 2));
    this.issues = issues;
  }

  /** Makes `error instanceof z.core.$ZodError` true. */
  get _zod(): { traits: ReadonlySet<string> } {
    return internals;
  }

  override toString(): string {
    return this.message;
  }
}
