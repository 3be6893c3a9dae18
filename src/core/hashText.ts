/**
 * FNV-1a in 32 bits, over UTF-16 units: a short hash that many texts share, so that the stored hash of a salted text doesn't reveal the text.
 * @internal
 */
export function hashText(text: string): string {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return (sum >>> 0).toString(36);
}
