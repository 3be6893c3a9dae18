/**
 * FNV-1a in 32 bits: a short name that many texts share, so that a stored one does not give its text away if the text contains a
 * salt.
 * @internal
 */
export function hashText(text: string): string {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
  return (sum >>> 0).toString(36);
}
