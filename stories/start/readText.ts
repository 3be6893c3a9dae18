import { readLeniently } from './lenient';

/** A part of a text or of its values, and why it was left out or changed. */
export interface Left {
  path: string;
  why: string;
}

export interface Reading {
  /** The values in the text: one, or one for each line. */
  values: { path: string; value: unknown }[];
  left: Left[];
  /** The objects and lists that the text ends inside of. */
  cut: ReadonlySet<object>;
}

/** Reads JSON, JSON in lines, and text that is almost JSON. Throws a `SyntaxError` that says why a text is none of these. */
export function readText(text: string): Reading {
  const json = withoutHead(text);
  if (json === '') throw new SyntaxError('Nothing was pasted. Paste the JSON that Polar sent.');
  if (json.startsWith('<')) throw new SyntaxError(`This is ${/^<\?xml/i.test(json) ? 'XML' : 'HTML'}, not JSON: a web page, or an error page from a server between you and Polar. Request the API’s own URL, with your token, and paste that response.`);
  try {
    return { values: [{ path: '$', value: JSON.parse(json) as unknown }], left: [], cut: new Set() };
  } catch {
    return linesOf(json) ?? almost(json, '$');
  }
}

/** Lines with a JSON object each, if the first line is one. An unreadable line doesn't hide the others. */
function linesOf(json: string): Reading | undefined {
  const lines = json.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ text: line.trim(), path: `line ${index + 1}` }]));
  const [first] = lines;
  if (lines.length < 2 || first === undefined || !isObject(first.text)) return undefined;
  const readings = lines.map(({ text, path }): Reading => {
    try {
      return almost(text, path);
    } catch {
      return { values: [], left: [{ path, why: 'not a JSON object' }], cut: new Set() };
    }
  });
  return { values: readings.flatMap(({ values }) => values), left: readings.flatMap(({ left }) => left), cut: new Set(readings.flatMap(({ cut }) => [...cut])) };
}

function almost(text: string, path: string): Reading {
  try {
    return { values: [{ path, value: JSON.parse(text) as unknown }], left: [], cut: new Set() };
  } catch {
    // A name before an object, as in logs and in code.
    const [before = ''] = /^[\w$ .:=()-]{0,60}(?=[{[])/.exec(text) ?? [];
    if (!/^[{[]/.test(text.slice(before.length))) throw new SyntaxError('This isn’t JSON, which begins with { or [.');
    const { value, slips, cut } = readLeniently(before.replaceAll(/./g, ' ') + text.slice(before.length));
    if (before !== '') slips.unshift({ line: 1, column: 1, why: 'words before the JSON, which were ignored' });
    const left = slips.map(({ line, column, why }) => ({ path: path === '$' ? `line ${line}, column ${column}` : `${path}, column ${column}`, why }));
    return { values: [{ path, value }], left, cut };
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The text without a byte order mark, and without the head that `curl -i` prints. */
function withoutHead(text: string): string {
  return text.replace(/^\uFEFF/, '').trim().replace(/^HTTP\/[\d.]+ \d+[\s\S]*?\r?\n\r?\n/, '').trim();
}
