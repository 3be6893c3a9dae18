/** Seconds for which caches have kept a response, by its `Age` header; undefined unless that is a finite number of at least 0. */
export function readAge(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('Age') || NaN);
  return seconds >= 0 && seconds < Infinity ? seconds : undefined;
}
