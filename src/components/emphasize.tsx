import type { ReactElement, ReactNode } from 'react';

/**
 * A text in which one part stands out. Languages differ in where that part is. Each piece has an element of its own:
 * React loses track of a text beside other nodes when a browser translates the page.
 */
export function emphasize(text: string, part: string, strong: (part: string) => ReactElement, rest: (text: string) => ReactElement): ReactNode {
  const start = text.indexOf(part);
  if (start < 0) return rest(text);
  const end = start + part.length;
  const after = end < text.length && rest(text.slice(end));
  // No `false` before other children: after one, React looks up each child in a map.
  return start > 0 ? <>{rest(text.slice(0, start))}{strong(part)}{after}</> : <>{strong(part)}{after}</>;
}
