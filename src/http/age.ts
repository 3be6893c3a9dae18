/** Seconds for which caches have kept a response, by its `Age` header; undefined without a number that is finite and not negative. */
export function readAge(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('Age') || NaN);
  return seconds >= 0 && seconds < Infinity ? seconds : undefined;
}
