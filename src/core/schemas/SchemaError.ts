import * as z from 'zod/mini';

const internals = { traits: new Set(['$ZodError']) };

/** What zod throws for an invalid value, made without zod's constructor, as schemas are. */
export class SchemaError extends Error {
  override readonly name = '$ZodError';
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(raw: readonly z.core.$ZodRawIssue[], context: z.core.ParseContext<z.core.$ZodIssue> | undefined) {
    const issues = raw.map((issue) => z.core.util.finalizeIssue(issue, context, z.config()));
    super(JSON.stringify(issues, z.core.util.jsonStringifyReplacer, 2));
    this.issues = issues;
  }

  /** By this, `error instanceof z.core.$ZodError` is true. */
  get _zod(): { traits: ReadonlySet<string> } {
    return internals;
  }

  override toString(): string {
    return this.message;
  }
}
