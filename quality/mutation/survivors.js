const sameForNone = 'Equivalent: only the compiler needs it. At run time `null`, `undefined` and NaN give the same result on the other path, through a false comparison or a sum that adds 0.';
const sameAtEdge = 'Equivalent: both paths give the same result exactly at the limit.';
const sameZero = 'Equivalent: differs only for zero, which is its own negative.';
const sameCatch = 'Equivalent: a function without a return returns `undefined` as well.';
const onlyFaster = 'Faster only: the result is the same.';
const words = 'Equivalent: never read. Only the amount and the date of an unreadable line matter for a sum.';
const fallback = 'Equivalent: the same as the fallback or the default of `Intl`.';

/**
 * Reasons why some mutants survive: no test can or should find them. The first entry that matches a mutant's file and
 * original text applies; a survivor without an entry is a gap in the tests.
 * @type {ReadonlyArray<readonly [file: string, was: RegExp, why: string]>}
 */
const reasons = [
  ['core/billing.ts', /^amount === null|^'meterId' in price|^price && counting/, sameForNone],
  ['core/billing.ts', /^(kind: )?'meter',?$|^name: '',$|^amount: null,$/, words],
  ['core/errors.ts', /^options\.(status|retryAfter) !== undefined$/, 'Equivalent: an unset field of a class is `undefined`; only the compiler sees a difference.'],
  ['core/errors.ts', /^(value: )?true$/, 'Equivalent: the brand is checked for its presence, not for its value.'],
  ['core/explain.ts', /^one !== null/, sameForNone],
  ['core/explain.ts', /^tiers\[last\]|^\?\.$/, sameForNone],
  ['core/explain.ts', /^bound === Infinity && index/, 'Equivalent: any tier after an open one is out of order anyway.'],
  ['core/format.ts', /^'en'$|^'UTC'$|^timeZone: 'UTC'$|^(plain: \{ )?maximumFractionDigits: [03]|^0$|^week:/, fallback],
  ['core/format.ts', /^typeof (value|ratio)|^decimal \?\? ''|^decimal\.split|^\?\.$|^amount === null/, sameForNone],
  ['core/history.ts', /^now !== undefined|^units\.map|^one \?\? 0|^credited !== null|^even [!=]== null|^own \?\? 0|^units\[index\]/, sameForNone],
  ['core/history.ts', /^Math\.abs\(sum - reported\) <=/, sameAtEdge],
  ['core/history.ts', /^1$/, 'Equivalent: a part never exceeds its whole; the limit is there for readers.'],
  ['core/href.ts', /^\{ return undefined; \}|^\{\s+return undefined;\s+\}$/, sameCatch],
  ['core/knownNumber.ts', /^typeof value/, sameForNone],
  ['core/price.ts', /^unit === 'custom' && customMultiplier/, sameForNone],
  ['core/price.ts', /^customMultiplier >= 1$/, sameAtEdge],
  ['core/projection.ts', /^credited === null$|^credited <= used \|\| used === 0$/, sameForNone],
  ['core/projection.ts', /^estimate >= 100$/, sameAtEdge],
  ['core/rational.ts', /^numerator [<>] 0n$/, sameZero],
  ['core/schemas/spelling.ts', /^wire in object|^key in object/, 'Equivalent for plain objects: a key whose two spellings differ is itself camelCase.'],
  ['core/schemas/date.ts', /^iso\.charCodeAt|^digit >= 0$|^[09]$/, "Equivalent: a character that isn't a digit counts as 0, like the digit 0; and a fraction never contains a colon."],
  ['core/schemas/date.ts', /^day > 28/, onlyFaster],
  ['core/usage.ts', /^consumed === null \|\| credited === null/, 'Equivalent: only the compiler needs each check; a derived number is unknown where any operand is.'],
  ['core/usage.ts', /^difference ([+]|> )/, "Equivalent: the difference is never a negative zero, and an infinite one isn't zero."],
  ['core/usage.ts', /^Math\.abs\(difference\) <=/, sameAtEdge],
  ['core/whatif.ts', /Units \?\? |^bound \?\? Infinity|^\?\.$|\?\.bound \?\? null|^index === tiers\.length - 1 \|\|/, sameForNone],
  ['core/whatif.ts', /typeof rates === 'string'|rates,? *$|^(\{ )?claim: 'none',|^'none'$|^reported: before/, "Equivalent: without rates there is no explanation, so this line isn't reached; the compiler doesn't know that."],
  ['core/whatif.ts', /^0$/, 'Equivalent: not reached at the cap, so at least one unit is left.'],
  ['core/usage.ts', /^(40|30|0)$|^usage\.state === 'over'$/, 'Equivalent: a sort key that gives the same order, or that separates two infinities.'],
  ['http/address.ts', /^sameOrigin$/, 'Equivalent: a path alone is not a valid URL, so reading it returns `undefined` as well.'],
  ['http/address.ts', /^\/\^http/, 'Equivalent: it matches an origin written by the URL parser, with nothing before the protocol.'],
  ['http/address.ts', /^\{\s+return undefined;\s+\}$/, sameCatch],
  ['http/body.ts', /^''$/, 'Equivalent: neither value is JSON or the text of an error.'],
  ['http/body.ts', /^bytes <= longestBodies\[kind\]$/, sameAtEdge],
  ['http/body.ts', /^1?0_000(_000)?$|^100_000$/, 'No test counts the bytes of the longest body exactly.'],
  ['http/deadline.ts', /^\?\.$/, sameForNone],
  ['http/lifetime.ts', /^left < sessionLifetime$|^0$/, sameAtEdge],
  ['http/options.ts', /^10_000$/, 'No test waits ten seconds to notice one more millisecond.'],
  ['http/retryAfter.ts', /\?\? ''$/, sameForNone],
  ['sources/filters.ts', /^modifiedAt && |^0$|^a < b$/, 'Equivalent: dates compare like their numbers, and equal values were handled before.'],
  ['sources/filters.ts', /^compareUnknownLast\(key\(a\), key\(b\)\) \*/, 'Equivalent: multiplying and dividing by 1 or −1 give the same result.'],
  ['sources/filters.ts', /^(1|100)$/, 'Equivalent: a default that is checked or clamped like any other value.'],
  ['sources/session.ts', /^scope: undefined$|^true$/, sameForNone],
  ['sources/pages.ts', /^first\.pagination\.maxPage \?\? 1$/, sameForNone],
  ['sources/polar.ts', /^timeout$/, 'Equivalent: a fixed token is available at once and needs no deadline.'],
  ['server/responses.ts', /^'BadGateway'$|^detail:/, 'Text beside a status: programs read the status.'],
  ['server/query.ts', /^says:/, 'Text beside a status: programs read the status.'],
  ['server/routes.ts', /^inner === undefined/, sameForNone],
  ['server/portalReader.ts', /^text\.length <= longestCached$/, sameAtEdge],
];

/** Returns one sentence about a survivor. @param {{ file: string, was: string }} mutant */
export function whyOf({ file, was }) {
  const flat = was.replaceAll(/\s+/g, ' ').trim();
  const known = reasons.find(([ofFile, text]) => file === `src/${ofFile}` && text.test(flat));
  return known?.[2] ?? 'A gap: no test fails.';
}
