import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod/mini';
import { snakeCase } from '../../src/core/schemas/spelling';
import { ourKeys } from '../../src/core/schemas/wire';

const candidates = ['x', '0.05', 7, true, new Date(Date.UTC(2026, 10, 3, 8, 33, 37, 120))];

/** A domain value with every field that a schema reads, found by trying: a new field needs no entry anywhere. */
export function wholeOf(schema: z.core.$ZodType): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object') {
    const fields = Object.entries(def.shape).filter(([key]) => !['incomplete', 'unreadable'].includes(key));
    return Object.fromEntries(fields.map(([key, field]) => [key, wholeOf(field)]));
  }
  if (def.type === 'record') return { en: wholeOf(def.valueType) };
  if (def.type === 'array') return [wholeOf(def.element)];
  // The last price is the one whose kind does not depend on the text of its `amountType`.
  if (def.type === 'union') return wholeOf(def.options.at(-1)!);
  if (def.type === 'optional' || def.type === 'nullable') return wholeOf(def.innerType);
  const read = (value: unknown) => schema._zod.run({ value, issues: [] }, { async: false }) as z.core.ParsePayload;
  const found = [...candidates, read(undefined).value].find((value) => value !== undefined && read(value).issues.length === 0 && isDeepStrictEqual(read(value).value, value));
  if (found === undefined) throw new Error(`No candidate is readable for a ${def.type}. Add one.`);
  return found;
}

/** A domain value as Polar's API spells it, without the keys that Meterface adds. */
export function wireOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(wireOf);
  if (typeof value !== 'object' || value === null) return value;
  const onTheWire = Object.entries(value).filter(([key]) => !(ourKeys as readonly string[]).includes(key));
  return Object.fromEntries(onTheWire.map(([key, own]) => [snakeCase(key), wireOf(own)]));
}
