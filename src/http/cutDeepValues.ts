/** The most levels of nested lists and objects. Polar's responses have under ten. */
const deepest = 64;

/**
 * Replaces values nested deeper than 64 levels by `null` in the text of a JSON document. Parsed, ten megabytes of brackets
 * take some 300 MB. The rest of the document stays readable, so that one bad item does not hide the others.
 */
export function cutDeepValues(text: string): string {
  let kept = '';
  let keptFrom = 0;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') isInString = !isInString;
    // An escaped character, which may be a quote.
    else if (isInString) index += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth === deepest + 1) kept += `${text.slice(keptFrom, index)}null`;
    } else if (character === ']' || character === '}') {
      if (depth === deepest + 1) keptFrom = index + 1;
      depth -= 1;
    }
  }
  return depth > deepest ? kept : kept + text.slice(keptFrom);
}
