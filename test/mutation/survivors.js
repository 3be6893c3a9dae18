// Why a mutant lives. What is said of a file holds for the change whose old text is in it; the first that fits counts.

/** @type {ReadonlyArray<[file: string, was: string | RegExp, why: string]>} */
const reasons = [];

/** One sentence about a mutant that no test finds. */
export function whyOf({ file, was }) {
  const known = reasons.find(([ofFile, text]) => file.endsWith(ofFile) && (typeof text === 'string' ? was.includes(text) : text.test(was)));
  return known?.[2] ?? 'A gap: nobody has written a test that would find it.';
}
