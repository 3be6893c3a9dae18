/**
 * Makes a name safe to display: without control and text-direction characters, halves of surrogate pairs and piles of accents, and at most 120
 * characters long. Empty if nothing visible is left.
 * @internal
 */
export function displayName(name: string | null | undefined): string {
  if (typeof name !== 'string') return '';
  // Most names are short and plain, and the rest of this takes longer than formatting a number.
  if (/^\w[\w ]{0,99}\w$/.test(name)) return name;
  // A name may be megabytes long: the slice bounds the work below. Half a surrogate pair can't be written in UTF-8, so HTML from a server would differ.
  const text = name.slice(0, 400).replace(/[\p{Cc}\p{Cs}\p{Bidi_C}]/gu, '').replace(/(?<=\p{M}{8})\p{M}/gu, '').trim();
  // U+2800 is a Braille pattern without dots.
  if (/^[\p{DI}\p{Z}\p{M}\u2800]*$/u.test(text)) return '';
  // oxlint-disable-next-line typescript/no-misused-spread -- code points keep surrogate pairs whole; old libraries replace Array.from().
  const visible = [...text];
  return visible.length > 120 ? `${visible.slice(0, 119).join('')}…` : text;
}
