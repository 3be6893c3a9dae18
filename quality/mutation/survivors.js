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
  ['http/address.ts', /^sameOrigin$/, 'Equivalent: a path alone is not a valid URL, so reading it returns `undefined` as well.'],
  ['http/address.ts', /^\/\^http/, 'Equivalent: it matches an origin written by the URL parser, with nothing before the protocol.'],
  ['http/address.ts', /^\{\s+return undefined;\s+\}$/, sameCatch],
  ['http/body.ts', /^''$/, 'Equivalent: both are neither JSON nor the text of an error.'],
  ['http/body.ts', /^bytes <= longestBodies\[kind\]$/, sameAtEdge],
  ['http/body.ts', /^1?0_000(_000)?$|^100_000$/, 'No test counts the bytes of the longest body exactly.'],
  ['http/deadline.ts', /^\?\.$/, sameForNone],
  ['http/lifetime.ts', /^left < sessionLifetime$|^0$/, sameAtEdge],
  ['http/options.ts', /^10_000$/, 'No test waits ten seconds to notice one more millisecond.'],
  ['http/retryAfter.ts', /\?\? ''$/, sameForNone],
  ['sources/filters.ts', /^modifiedAt && |^0$|^a < b$/, 'Equivalent: dates compare like their numbers, and equal values were handled before.'],
  ['sources/filters.ts', /^compareUnknownLast\(key\(a\), key\(b\)\) \*/, 'Equivalent: multiplying and dividing by 1 or −1 give the same.'],
  ['sources/filters.ts', /^(1|100)$/, 'Equivalent: a default that is checked or clamped like any other value.'],
  ['sources/session.ts', /^scope: undefined$|^true$/, sameForNone],
  ['sources/pages.ts', /^first\.pagination\.maxPage \?\? 1$/, sameForNone],
  ['sources/polar.ts', /^timeout$/, 'Equivalent: a fixed token is available at once and needs no deadline.'],
  ['server/responses.ts', /^'BadGateway'$|^detail:/, 'Words beside a status: programs read the status.'],
  ['server/query.ts', /^says:/, 'Words beside a status: programs read the status.'],
  ['server/routes.ts', /^inner === undefined/, sameForNone],
  ['server/portalReader.ts', /^text\.length <= longestCached$/, sameAtEdge],
];

/** One sentence about a mutant that no test finds. */
export function whyOf({ file, was }) {
  const flat = was.replaceAll(/\s+/g, ' ').trim();
  const known = reasons.find(([ofFile, text]) => file === `src/${ofFile}` && text.test(flat));
  return known?.[2] ?? 'A gap: no test would notice.';
}
