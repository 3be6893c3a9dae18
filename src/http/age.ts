/** Seconds. Of a longer time, a cache sends this. See RFC 9111, section 1.2.2. */
const longestAge = 2 ** 31;

/** Seconds for which caches have kept a response, by its `Age` header; undefined without a valid one. Of several values the first counts. */
export function readAge(headers: Headers | undefined): number | undefined {
  const [value = ''] = headers?.get('Age')?.split(',') ?? [];
  return /^\d+(?:\.\d+)?$/.test(value.trim()) ? Math.min(longestAge, Number(value)) : undefined;
}
