/** A place where a text isn't JSON, and how it was read. */
export interface Slip {
  line: number;
  column: number;
  why: string;
}

export interface Lenient {
  value: unknown;
  slips: Slip[];
  /** The objects and lists that the text ends inside of. Any of their fields may be missing. */
  cut: Set<object>;
}

/** The end of the text came before the end of a value. */
const nothing = Symbol('nothing');
const deepest = 200;
const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, True: true, False: false, None: null, undefined, NaN: null, Infinity: null, '-Infinity': null };

/**
 * Reads text that is almost JSON: with extra commas, comments, other quotes or no quotes, printed by `console.log`, or
 * cut off. Throws a `SyntaxError` with line and column where that fails. Its messages never repeat the text, which may
 * contain a token.
 */
export function readLeniently(text: string): Lenient {
  const slips: Slip[] = [];
  const cut = new Set<object>();
  let at = 0;

  function place(index: number): { line: number; column: number } {
    const before = text.slice(0, index).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }

  function slip(index: number, why: string): void {
    // A file without any quotes has one slip for each name. A few say enough.
    if (slips.length < 20 && slips.filter((one) => one.why === why).length < 3) slips.push({ ...place(index), why });
  }

  function fail(what: string): never {
    const { line, column } = place(at);
    throw new SyntaxError(`line ${line}, column ${column}: ${what}`);
  }

  /** Moves past what matches here, and returns it. */
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  function skip(): void {
    for (;;) {
      take(/\s+/y);
      const start = at;
      if (take(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*/y) === undefined) return;
      slip(start, 'a comment, which was skipped');
    }
  }

  function value(depth: number): unknown {
    skip();
    if (at >= text.length) return nothing;
    if (depth > deepest) fail(`nested deeper than ${deepest} levels`);
    const start = at;
    if (take(/\[(?:Object|Array|Circular[^\]]*)\]/y) !== undefined) {
      slip(start, 'shortened by console.log. Paste the output of JSON.stringify() to see it.');
      return undefined;
    }
    const first = text[at] ?? '';
    if (first === '{') return object(depth);
    if (first === '[') return list(depth);
    if (/["'`]/.test(first)) return quoted();
    return bare();
  }

  function object(depth: number): unknown {
    const result: Record<string, unknown> = {};
    at += 1;
    for (;;) {
      skip();
      if (at >= text.length) return ended(result);
      if (take(/\}/y) !== undefined) return result;
      const start = at;
      const key = /["'`]/.test(text[at] ?? '') ? quoted() : take(/[\w$.-]+/y);
      if (key === undefined) fail('a name or } was expected');
      if (key === nothing) return ended(result);
      if (!/["'`]/.test(text[start] ?? '')) slip(start, 'a name without quotes, which was accepted');
      skip();
      if (at >= text.length) return ended(result);
      if (take(/:/y) === undefined) fail('a colon was expected');
      const read = value(depth + 1);
      if (read !== nothing) Object.defineProperty(result, key, { value: read, enumerable: true, configurable: true, writable: true });
      if (read === nothing || isCut(read)) return ended(result);
      comma('}');
    }
  }

  function list(depth: number): unknown {
    const result: unknown[] = [];
    at += 1;
    for (;;) {
      skip();
      if (at >= text.length) return ended(result);
      if (take(/\]/y) !== undefined) return result;
      const start = at;
      if (take(/\.\.\. \d+ more items?/y) !== undefined) {
        slip(start, 'console.log left out more items here. Paste the output of JSON.stringify() to see them.');
        continue;
      }
      const read = value(depth + 1);
      if (read !== nothing) result.push(read);
      if (read === nothing || isCut(read)) return ended(result);
      comma(']');
    }
  }

  function comma(end: string): void {
    skip();
    const start = at;
    const found = take(/,/y);
    skip();
    if (at >= text.length) return;
    const isEnd = text[at] === end;
    if (found !== undefined && isEnd) slip(start, `a comma before ${end}, which was ignored`);
    if (found === undefined && !isEnd) {
      if (!/["'`{[\w-]/.test(text[at] ?? '')) fail(`a comma or ${end} was expected`);
      slip(start, 'a comma is missing here');
    }
    while (take(/,/y) !== undefined) {
      slip(at - 1, 'an extra comma, which was ignored');
      skip();
    }
  }

  function quoted(): string | typeof nothing {
    const quote = text[at] ?? '"';
    const found = take(quote === '"' ? /"(?:[^"\\]|\\[\s\S])*"/y : quote === "'" ? /'(?:[^'\\]|\\[\s\S])*'/y : /`(?:[^`\\]|\\[\s\S])*`/y);
    if (found === undefined) {
      at = text.length;
      return nothing;
    }
    if (quote !== '"') slip(at - found.length, 'quotes other than ", which were accepted');
    return unescaped(found.slice(1, -1));
  }

  function bare(): unknown {
    const start = at;
    const word = take(/[^\s,\]}:"'`]+(?::\d\d:\d\d[\w.+:-]*)?/y) ?? '';
    if (at >= text.length && start > 0) return nothing;
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?n?$/i.test(word)) return Number(word.replace(/n$/, ''));
    if (Object.hasOwn(words, word)) return words[word];
    if (/^\d{4}-\d\d-\d\dT/.test(word)) {
      slip(start, 'a date without quotes, which was accepted');
      return word;
    }
    at = start;
    return fail('a value was expected');
  }

  function ended<T extends object>(container: T): T {
    at = text.length;
    cut.add(container);
    return container;
  }

  function isCut(read: unknown): boolean {
    return typeof read === 'object' && read !== null && cut.has(read);
  }

  const result = value(0);
  skip();
  if (result === nothing) fail('a value was expected');
  if (at < text.length) {
    take(/;/y);
    skip();
    if (at < text.length) slip(at, 'more text after the end of the JSON, which was ignored');
  }
  if (cut.size > 0) slip(text.length, 'the text is cut off. The unfinished part was left out.');
  return { value: result, slips: slips.toSorted((one, other) => one.line - other.line || one.column - other.column), cut };
}

/** The text between quotes, with its escapes resolved. */
function unescaped(inner: string): string {
  const plain: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
  return inner.replaceAll(/\\(?:u([\da-f]{4})|([\s\S]))/gi, (_, code: string | undefined, letter = '') => (code === undefined ? (plain[letter] ?? letter) : String.fromCharCode(parseInt(code, 16))));
}
