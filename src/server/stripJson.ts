import { anyKey, type Shape } from '../core/schemas/shape';

/** A shape with its keys in a Map, where no key is inherited. */
export type JsonFilter = 'value' | { item: JsonFilter } | ObjectFilter;

interface ObjectFilter {
  fields: ReadonlyMap<string, JsonFilter>;
  /** For all other keys; without it they are left out. */
  others?: JsonFilter;
}

/** Prepares a shape for {@link stripJson}. */
export function toFilter(shape: Shape): JsonFilter {
  if (shape === 'value') return 'value';
  if (isList(shape)) return { item: toFilter(shape[0]) };
  if (anyKey in shape) return { fields: new Map(), others: toFilter(shape[anyKey]) };
  return { fields: new Map(Object.entries(shape).map(([key, inner]) => [key, toFilter(inner)])) };
}

/**
 * The part of a JSON object that a filter lets through, as text; `undefined` for text that is not a JSON object. A value
 * of another kind is left out, and in a list it becomes `null`, so that the page still sees that an item is missing.
 * `null` stays: Polar writes it for a missing object or list, too.
 *
 * It copies text instead of parsing it. That takes a third of the time of parsing, filtering and writing, and however
 * deeply a payload is nested, no more memory than its text. It checks the parts that it leaves out for balanced brackets only.
 */
export function stripJson(text: string, filter: JsonFilter): string | undefined {
  const scanner = new Scanner(text);
  try {
    return scanner.strip(filter);
  } catch (error) {
    if (error === malformed) return undefined;
    throw error;
  }
}

/** Thrown inside this file. A constant, because a stack trace would be of no use. */
const malformed = Symbol('malformed JSON');

const quote = 34;
const comma = 44;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openObject = 123;
const closeObject = 125;
const letterN = 110;

/** By their first letter. */
const words = new Map(['null', 'true', 'false'].map((word) => [word.charCodeAt(0), word]));
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const scalarEnd = /[\s,[\]{}":]|$/g;

class Scanner {
  /** The kept part of the text before `from`. */
  private kept = '';
  /** The start of the text that is kept next. */
  private from = 0;
  private at = 0;
  /** Whether the text has no escapes and no control characters, so that every string ends at its next quote. */
  private readonly isPlain: boolean;

  constructor(private readonly text: string) {
    this.isPlain = !/[\\\p{Cc}]/u.test(text);
  }

  strip(filter: JsonFilter): string {
    this.skipSpace();
    if (filter === 'value' || !isKind(this.code(), filter) || this.code() === letterN) throw malformed;
    this.value(filter);
    const end = this.at;
    this.skipSpace();
    if (this.at < this.text.length) throw malformed;
    return this.kept + this.text.slice(this.from, end);
  }

  /** Reads a value of the filter's kind. */
  private value(filter: JsonFilter): void {
    const code = this.code();
    if (code === quote) this.string();
    else if (code === openObject) this.object(filter as ObjectFilter);
    else if (code === openList) this.list((filter as { item: JsonFilter }).item);
    else this.scalar();
  }

  private object({ fields, others }: ObjectFilter): void {
    const { text } = this;
    this.at += 1;
    /** The end of the last member that is kept. */
    let end = this.at;
    let isFirst = true;
    let isCut = false;
    this.skipSpace();
    for (let hasNext = this.code() !== closeObject; hasNext; hasNext = this.hasNext(closeObject)) {
      const start = this.at;
      const key = this.key();
      // Code that copies the page's object key by key would set a prototype.
      const filter = fields.get(key) ?? (key === '__proto__' ? undefined : others);
      this.expect(colon);
      this.skipSpace();
      if (filter === undefined || !isKind(this.code(), filter)) {
        this.skip();
        isCut = true;
        continue;
      }
      if (isCut) {
        this.kept += text.slice(this.from, end) + (isFirst ? '' : ',');
        this.from = start;
        isCut = false;
      }
      this.value(filter);
      end = this.at;
      isFirst = false;
    }
    if (isCut) {
      this.kept += text.slice(this.from, end);
      this.from = this.at;
    }
    this.expect(closeObject);
  }

  private list(filter: JsonFilter): void {
    this.at += 1;
    this.skipSpace();
    for (let hasNext = this.code() !== closeList; hasNext; hasNext = this.hasNext(closeList)) {
      if (isKind(this.code(), filter)) this.value(filter);
      else this.replace('null', () => this.skip());
    }
    this.expect(closeList);
  }

  /** Whether another member or item follows; otherwise the closing bracket does. */
  private hasNext(close: number): boolean {
    this.skipSpace();
    if (this.code() === close) return false;
    this.expect(comma);
    this.skipSpace();
    return true;
  }

  private key(): string {
    const start = this.at;
    if (this.code() !== quote) throw malformed;
    const isPlain = this.string();
    const key = this.text.slice(start + 1, this.at - 1);
    this.skipSpace();
    return isPlain ? key : (JSON.parse(`"${key}"`) as string);
  }

  /** Reads a string and its closing quote. Returns whether it contains no escape. */
  private string(): boolean {
    const { text } = this;
    let at = this.at + 1;
    if (this.isPlain) {
      at = text.indexOf('"', at);
      if (at < 0) throw malformed;
      this.at = at + 1;
      return true;
    }
    let isPlain = true;
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(at)) {
      // Beyond the end of the text the code is NaN.
      if (!(code >= 32)) throw malformed;
      if (code !== backslash) {
        at += 1;
        continue;
      }
      isPlain = false;
      escapePattern.lastIndex = at;
      if (!escapePattern.test(text)) throw malformed;
      at = escapePattern.lastIndex;
    }
    this.at = at + 1;
    return isPlain;
  }

  /** Reads a number, `true`, `false` or `null`. */
  private scalar(): void {
    const { text, at } = this;
    const word = words.get(text.charCodeAt(at));
    if (word !== undefined) {
      if (!text.startsWith(word, at)) throw malformed;
      this.at += word.length;
      return;
    }
    numberPattern.lastIndex = at;
    if (!numberPattern.test(text)) throw malformed;
    const end = numberPattern.lastIndex;
    const number = Number(text.slice(at, end));
    // As `JSON.stringify` would write it: infinity as null, and a negative zero as 0.
    if (Number.isFinite(number) && !Object.is(number, -0)) this.at = end;
    else this.replace(JSON.stringify(number), () => (this.at = end));
  }

  /** Skips a value of any kind. */
  private skip(): void {
    const { text } = this;
    let depth = 0;
    do {
      const code = this.code();
      if (code === quote) this.string();
      else if (code === openObject || code === openList) {
        depth += 1;
        this.at += 1;
      } else if (code === closeObject || code === closeList) {
        depth -= 1;
        this.at += 1;
      } else if (depth > 0 && (code === comma || code === colon)) this.at += 1;
      else {
        scalarEnd.lastIndex = this.at;
        const end = scalarEnd.exec(text)?.index ?? text.length;
        if (end === this.at) throw malformed;
        this.at = end;
      }
      if (depth > 0) this.skipSpace();
    } while (depth > 0);
    if (depth < 0) throw malformed;
  }

  /** Writes `instead` for the text that `pass` reads. */
  private replace(instead: string, pass: () => void): void {
    this.kept += this.text.slice(this.from, this.at) + instead;
    pass();
    this.from = this.at;
  }

  private expect(code: number): void {
    if (this.code() !== code) throw malformed;
    this.at += 1;
  }

  private code(): number {
    return this.text.charCodeAt(this.at);
  }

  private skipSpace(): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt((this.at += 1));
  }
}

/** Whether a value that begins with this character is `null` or of the filter's kind. */
function isKind(code: number, filter: JsonFilter): boolean {
  if (filter === 'value') return code !== openObject && code !== openList;
  return code === letterN || code === ('item' in filter ? openList : openObject);
}

function isList(shape: Exclude<Shape, 'value'>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
