// Why a mutant lives that no test can or should find. What is said counts for the mutants of a file in whose old text it
// is; the first that fits counts. What is not here is a gap.

const sameForNone = 'Equivalent: the compiler asks for it. At run time `null`, `undefined` and NaN come to the same on the other way, by a comparison that is false or a sum that adds 0.';
const sameAtEdge = 'Equivalent: at the very limit both ways give the same.';
const sameZero = 'Equivalent: differs for zero only, whose negative is itself.';
const sameCatch = 'Equivalent: a function that ends without a return gives `undefined`, too.';
const onlyFaster = 'Faster only: what is saved is work, and the result is the same.';
const words = 'Equivalent: never read. Stands in a sum for what could not be read, where only its amount and day count.';
const fallback = 'Equivalent: `Intl` itself falls back to the same, or has it as its default.';

/** @type {ReadonlyArray<readonly [file: string, was: RegExp, why: string]>} */
const reasons = [
  ['core/billing.ts', /^amount === null|^'meterId' in price|^price && counting/, sameForNone],
  ['core/billing.ts', /^(kind: )?'meter',?$|^name: '',$|^amount: null,$/, words],
  ['core/errors.ts', /^options\.(status|retryAfter) !== undefined$/, 'Equivalent: a field of a class is `undefined` before it is set; only the compiler minds.'],
  ['core/errors.ts', /^(value: )?true$/, 'Equivalent: that the brand is there is asked, not what it is.'],
  ['core/explain.ts', /^one !== null/, sameForNone],
  ['core/explain.ts', /^tiers\[last\]|^\?\.$/, sameForNone],
  ['core/explain.ts', /^bound === Infinity && index/, 'Equivalent: whatever follows an open tier is out of order already.'],
  ['core/format.ts', /^'en'$|^'UTC'$|^timeZone: 'UTC'$|^(plain: \{ )?maximumFractionDigits: [03]|^0$|^week:/, fallback],
  ['core/format.ts', /^typeof (value|ratio)|^decimal \?\? ''|^decimal\.split|^\?\.$|^amount === null/, sameForNone],
  ['core/history.ts', /^now !== undefined|^units\.map|^one \?\? 0|^credited !== null|^even [!=]== null|^own \?\? 0|^units\[index\]/, sameForNone],
  ['core/history.ts', /^Math\.abs\(sum - reported\) <=/, sameAtEdge],
  ['core/history.ts', /^1$/, 'Equivalent: no part is more than its whole; the limit is there for a reader.'],
  ['core/href.ts', /^\{ return undefined; \}|^\{\s+return undefined;\s+\}$/, sameCatch],
  ['core/knownNumber.ts', /^typeof value/, sameForNone],
  ['core/price.ts', /^unit === 'custom' && customMultiplier/, sameForNone],
  ['core/price.ts', /^customMultiplier >= 1$/, sameAtEdge],
  ['core/projection.ts', /^credited === null$|^credited <= used \|\| used === 0$/, sameForNone],
  ['core/projection.ts', /^estimate >= 100$/, sameAtEdge],
  ['core/rational.ts', /^numerator [<>] 0n$/, sameZero],
  ['core/schemas/spelling.ts', /^wire in object|^key in object/, 'Equivalent for plain objects: a key that two spellings differ in is camelCase itself.'],
  ['core/schemas/date.ts', /^iso\.charCodeAt|^digit >= 0$|^[09]$/, 'Equivalent: what is no digit counts as 0, as the digit 0 does; and no colon stands where a fraction may.'],
  ['core/schemas/date.ts', /^day > 28/, onlyFaster],
  ['core/usage.ts', /^consumed === null \|\| credited === null/, 'Equivalent: the compiler asks for each; what is derived is unknown where any of them is.'],
  ['core/usage.ts', /^difference ([+]|> )/, 'Equivalent: no difference of the two is a negative zero, and one that is not finite is not zero.'],
  ['core/usage.ts', /^Math\.abs\(difference\) <=/, sameAtEdge],
  ['core/whatif.ts', /Units \?\? |^bound \?\? Infinity|^\?\.$|\?\.bound \?\? null|^index === tiers\.length - 1 \|\|/, sameForNone],
  ['core/whatif.ts', /typeof rates === 'string'|rates,? *$|^(\{ )?claim: 'none',|^'none'$|^reported: before/, 'Equivalent: without rates there was no explanation before, so that this is not reached; the compiler does not know.'],
  ['core/whatif.ts', /^0$/, 'Equivalent: where the cap is reached this is not asked, so that there is a unit at least.'],
  ['core/usage.ts', /^(40|30|0)$|^usage\.state === 'over'$/, 'Equivalent: a number to sort by, and the order is the same; or one that tells two infinities apart.'],
  ['sources/address.ts', /^sameOrigin$/, 'Equivalent: a path alone is no URL, so that reading it gives the same `undefined`.'],
  ['sources/address.ts', /^\/\^http/, 'Equivalent: what is matched is an origin that the parser wrote, which has nothing before its protocol.'],
  ['sources/address.ts', /^\{\s+return undefined;\s+\}$/, sameCatch],
  ['sources/local.ts', /^modifiedAt && |^0$|^a < b$/, 'Equivalent: dates compare like their numbers, and what is equal was told apart before.'],
  ['sources/local.ts', /^compare\(key\(a\), key\(b\)\) \*/, 'Equivalent: to multiply by 1 or −1 and to divide by them is the same.'],
  ['sources/session.ts', /^scope: undefined$|^true$/, sameForNone],
  ['sources/session.ts', /^left < lifetime$|^0$/, sameAtEdge],
  ['sources/local.ts', /^(1|100)$/, 'Equivalent: a default that is checked or cut down like any other, and comes to the same.'],
  ['sources/pages.ts', /^first\.pagination\.maxPage \?\? 1$/, sameForNone],
  ['sources/polar.ts', /^timeout$/, 'Equivalent: a token that is given at once needs no deadline.'],
  ['sources/request.ts', /\?\? ''$/, sameForNone],
  ['sources/request.ts', /^''$/, 'Equivalent: neither holds JSON or the words of an error.'],
  ['sources/request.ts', /^text\.length <= longestBody$/, sameAtEdge],
  ['sources/request.ts', /^10_000_000$/, 'No test counts ten million characters to the last one.'],
  ['sources/polar.ts', /^10_000$/, 'No test waits ten seconds to see that they are not a millisecond longer.'],
  ['sources/state.ts', /^10_000$/, 'No test waits ten seconds to see that they are not a millisecond longer.'],
  ['sources/betterAuth.ts', /^10_000$/, 'No test waits ten seconds to see that they are not a millisecond longer.'],
  ['server/answers.ts', /^'BadGateway'$|^detail:/, 'Words beside a status: programs go by the status.'],
  ['server/query.ts', /^says:/, 'Words beside a status: programs go by the status.'],
  ['server/options.ts', /^10_000$/, 'No test waits ten seconds to see that they are not a millisecond longer.'],
  ['server/routes.ts', /^inner === undefined/, sameForNone],
  ['server/portal.ts', /^text\.length <= longestKept$/, sameAtEdge],
  ['sources/deadline.ts', /^\?\.$/, sameForNone],
];

/** One sentence about a mutant that no test finds. */
export function whyOf({ file, was }) {
  const flat = was.replaceAll(/\s+/g, ' ').trim();
  const known = reasons.find(([ofFile, text]) => file === `src/${ofFile}` && text.test(flat));
  return known?.[2] ?? 'A gap: no test would notice.';
}
