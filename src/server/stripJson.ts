import type { Bytes } from '../core/bytes';
import { createByteWriter } from './byteWriter';
import { addToHash, filterOf, filterOfEscaped, type JsonFilter, type ObjectFilter } from './jsonFilter';

/**
 * The part of a JSON object that a filter lets through, in UTF-8 like the given one; `undefined` for bytes that are not a
 * JSON object. A value of another kind is left out, and in a list it becomes `null`, so that the page still sees that an
 * item is missing. `null` stays: Polar writes it for a missing object or list, too.
 *
 * It copies bytes instead of parsing them. That takes less time than parsing, filtering and writing, and however
 * deeply a payload is nested, only a few times the memory of its text. Of the parts that it leaves out, it checks only that strings are
 * valid and that as many brackets close as open.
 */
export function stripJson(bytes: Bytes, filter: JsonFilter): Bytes | undefined {
  const scanner = new Scanner(bytes);
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
const plusSign = 43;
const comma = 44;
const minusSign = 45;
const dot = 46;
const zeroDigit = 48;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const letterE = 101;
const letterN = 110;
const letterU = 117;
const openObject = 123;
const closeObject = 125;

/** A number of fewer characters without an exponent is finite. */
const surelyFinite = 300;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const byteOrderMark = [0xef, 0xbb, 0xbf];
/** By their first letter. */
const words = new Map(['null', 'true', 'false'].map((word) => [word.charCodeAt(0), encoder.encode(word)]));
const space = classOf(' \n\r\t');
const digit = classOf('0123456789');
const hexDigit = classOf('0123456789abcdefABCDEF');
const escaped = classOf('"\\/bfnrt');
/** What a string holds as it is: any byte but control characters, quotes and backslashes. */
const ordinary = new Uint8Array(256).fill(1, 32);
ordinary[quote] = ordinary[backslash] = 0;
/** What may follow a number or a word. */
const separator = classOf(' \n\r\t,[]{}":');

/** 1 at each byte that is one of these characters. */
function classOf(characters: string): Uint8Array {
  const bytes = new Uint8Array(256);
  for (const byte of encoder.encode(characters)) bytes[byte] = 1;
  return bytes;
}

class Scanner {
  /** The kept part of the bytes before `from`. */
  private readonly kept = createByteWriter();
  /** The start of the bytes that are kept next. */
  private from = 0;
  private at = 0;

  constructor(private readonly bytes: Bytes) {
    if (byteOrderMark.every((byte, index) => bytes[index] === byte)) this.from = this.at = byteOrderMark.length;
  }

  strip(filter: JsonFilter): Bytes {
    this.skipSpace();
    if (filter === 'value' || !isKind(this.bytes[this.at], filter) || this.bytes[this.at] === letterN) throw malformed;
    this.value(filter);
    const end = this.at;
    this.skipSpace();
    if (this.at < this.bytes.length) throw malformed;
    // A view of a part would keep all of the bytes in memory for as long as the response is cached.
    if (this.kept.isEmpty() && end - this.from === this.bytes.length) return this.bytes;
    this.kept.write(this.bytes, this.from, end);
    return this.kept.written();
  }

  /** Reads a value of the filter's kind. */
  private value(filter: JsonFilter): void {
    const byte = this.bytes[this.at];
    if (byte === quote) this.string();
    else if (byte === openObject) this.object(filter as ObjectFilter);
    else if (byte === openList) this.list((filter as { item: JsonFilter }).item);
    else this.scalar();
  }

  private object(filter: ObjectFilter): void {
    const { bytes } = this;
    this.at += 1;
    /** The end of the last member that is kept. */
    let end = this.at;
    let isFirst = true;
    let isCut = false;
    this.skipSpace();
    for (let hasNext = bytes[this.at] !== closeObject; hasNext; hasNext = this.hasNext(closeObject)) {
      const start = this.at;
      const inner = this.field(filter);
      this.skipSpace();
      this.expect(colon);
      this.skipSpace();
      if (inner === undefined || !isKind(bytes[this.at], inner)) {
        this.skip();
        isCut = true;
        continue;
      }
      if (isCut) {
        this.keep(end, isFirst ? '' : ',');
        this.from = start;
        isCut = false;
      }
      this.value(inner);
      end = this.at;
      isFirst = false;
    }
    if (isCut) {
      this.keep(end, '');
      this.from = this.at;
    }
    this.expect(closeObject);
  }

  private list(filter: JsonFilter): void {
    const { bytes } = this;
    this.at += 1;
    this.skipSpace();
    for (let hasNext = bytes[this.at] !== closeList; hasNext; hasNext = this.hasNext(closeList)) {
      if (isKind(bytes[this.at], filter)) {
        this.value(filter);
        continue;
      }
      this.keep(this.at, 'null');
      this.skip();
      this.from = this.at;
    }
    this.expect(closeList);
  }

  /** Whether another member or item follows; otherwise the closing bracket does. */
  private hasNext(close: number): boolean {
    this.skipSpace();
    if (this.bytes[this.at] === close) return false;
    this.expect(comma);
    this.skipSpace();
    return true;
  }

  /** Reads a key. Returns the filter for its value, if it is kept. */
  private field(filter: ObjectFilter): JsonFilter | undefined {
    const { bytes } = this;
    const start = this.at;
    this.expect(quote);
    let hash = 0;
    let { at } = this;
    for (let byte = bytes[at] ?? 0; ordinary[byte] === 1; byte = bytes[at] ?? 0) {
      hash = addToHash(hash, byte);
      at += 1;
    }
    if (bytes[at] === quote) {
      this.at = at + 1;
      return filterOf(filter, bytes, start + 1, at, hash);
    }
    this.at = start;
    this.string();
    return filterOfEscaped(filter, bytes, start + 1, this.at - 1);
  }

  /** Reads a string and its closing quote. */
  private string(): void {
    const { bytes } = this;
    let at = this.at + 1;
    for (;;) {
      while (ordinary[bytes[at] ?? 0] === 1) at += 1;
      if (bytes[at] === quote) break;
      if (bytes[at] !== backslash) throw malformed;
      at += 2;
      if (escaped[bytes[at - 1] ?? 0] === 1) continue;
      if (bytes[at - 1] !== letterU) throw malformed;
      for (const end = at + 4; at < end; at += 1) if (hexDigit[bytes[at] ?? 0] !== 1) throw malformed;
    }
    this.at = at + 1;
  }

  /** Reads a number, `true`, `false` or `null`. */
  private scalar(): void {
    const { bytes, at } = this;
    const word = words.get(bytes[at] ?? 0);
    if (word === undefined) {
      this.number();
      return;
    }
    if (word.some((byte, index) => bytes[at + index] !== byte)) throw malformed;
    this.at += word.length;
  }

  private number(): void {
    const { bytes, at: start } = this;
    if (bytes[start] === minusSign) this.at += 1;
    const isBelowOne = bytes[this.at] === zeroDigit;
    if (isBelowOne) this.at += 1;
    else this.digits();
    if (bytes[this.at] === dot) {
      this.at += 1;
      this.digits();
    }
    const hasExponent = ((bytes[this.at] ?? 0) | 32) === letterE;
    if (hasExponent) {
      this.at += 1;
      if (bytes[this.at] === plusSign || bytes[this.at] === minusSign) this.at += 1;
      this.digits();
    }
    const isUsual = !hasExponent && this.at - start < surelyFinite && !(isBelowOne && bytes[start] === minusSign);
    if (isUsual) return;
    const number = Number(decoder.decode(bytes.subarray(start, this.at)));
    if (Number.isFinite(number) && !Object.is(number, -0)) return;
    // As `JSON.stringify` would write it: infinity as null, and a negative zero as 0.
    this.keep(start, JSON.stringify(number));
    this.from = this.at;
  }

  /** Reads at least one digit. */
  private digits(): void {
    const { bytes, at } = this;
    while (digit[bytes[this.at] ?? 0] === 1) this.at += 1;
    if (this.at === at) throw malformed;
  }

  /** Skips a value of any kind. */
  private skip(): void {
    const { bytes } = this;
    let depth = 0;
    do {
      const byte = bytes[this.at] ?? 0;
      if (byte === quote) this.string();
      else if (byte === openObject || byte === openList) {
        depth += 1;
        this.at += 1;
      } else if (byte === closeObject || byte === closeList) {
        depth -= 1;
        this.at += 1;
      } else if (depth > 0 && (byte === comma || byte === colon)) this.at += 1;
      else {
        const start = this.at;
        while (this.at < bytes.length && separator[bytes[this.at] ?? 0] === 0) this.at += 1;
        if (this.at === start) throw malformed;
      }
      if (depth > 0) this.skipSpace();
    } while (depth > 0);
    if (depth < 0) throw malformed;
  }

  /** Keeps the bytes up to `end`, and writes ASCII text after them. */
  private keep(end: number, text: string): void {
    this.kept.write(this.bytes, this.from, end);
    this.kept.writeText(text);
  }

  private expect(byte: number): void {
    if (this.bytes[this.at] !== byte) throw malformed;
    this.at += 1;
  }

  private skipSpace(): void {
    const { bytes } = this;
    while (space[bytes[this.at] ?? 0] === 1) this.at += 1;
  }
}

/** Whether a value that begins with this byte is `null` or of the filter's kind. */
function isKind(byte: number | undefined, filter: JsonFilter): boolean {
  if (filter === 'value') return byte !== openObject && byte !== openList;
  return byte === letterN || byte === ('item' in filter ? openList : openObject);
}
