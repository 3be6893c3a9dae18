/**
 * How many random cases a test tries: few in `npm test`, many in `npm run test:all`, whose projects set `METERFACE_LONG`.
 * `METERFACE_CASES` sets the number itself, as the mutation run does.
 */
export function cases(quick: number, long: number): number {
  const { METERFACE_CASES, METERFACE_LONG } = process.env;
  return Number(METERFACE_CASES ?? (METERFACE_LONG === undefined ? quick : long));
}
