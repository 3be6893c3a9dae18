import { exactAmount } from './amounts';
import { currencyCode } from './currencyCode';
import { displayName } from './displayName';
import { minorDigits } from './minorDigits';
import { knownNumber } from './knownNumber';

/** How exported data is written. `csv` is for spreadsheets, `markdown` for a message or a document, `json` for programs. */
export type ExportFormat = 'csv' | 'json' | 'markdown';

/** Minor units of a currency; `undefined` if unknown. */
interface Money {
  amount: number | null | undefined;
  currency: string | undefined;
}

/** One value of an export; `null` if it is unknown or doesn't exist. */
export type ExportValue = string | number | Date | Money | null | undefined;

/** One line of an export, by column. All lines have the same columns. */
export type ExportRow = Readonly<Record<string, ExportValue>>;

/**
 * Writes rows in a format. Amounts are decimals in the currency ("4.20"), with the currency in a column of its own; JSON has minor units
 * in their place.
 * @internal
 */
export function writeSheet(rows: readonly ExportRow[], format: ExportFormat): string {
  if (format === 'json') return `[${rows.map((row) => `\n  ${JSON.stringify(plain(row))}`).join(',')}\n]\n`;
  const lines = rows.map((row) => Object.entries(row).flatMap(([column, value]) => (isMoney(value) ? [[column, moneyText(value)], ['currency', currencyOf(value)]] : [[column, cellOf(value)]]) as [string, Cell][]));
  const [first] = lines;
  // Only a row knows the columns.
  if (!first) return '';
  const head = first.map(([column]) => column);
  if (format === 'csv') return [head.map(quoted), ...lines.map((line) => line.map(([, cell]) => csvCell(cell)))].map((line) => `${line.join(',')}\r\n`).join('');
  const aligned = head.map((_, index) => (lines.every((line) => typeof line[index]?.[1] === 'string') ? '---' : '---:'));
  return [head, aligned, ...lines.map((line) => line.map(([, cell]) => markdownCell(cell)))].map((line) => `| ${line.join(' | ')} |\n`).join('');
}

/** Text, or the digits of a number; empty if unknown. */
type Cell = string | { digits: string };

function cellOf(value: Exclude<ExportValue, Money>): Cell {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return timeOf(value) ?? '';
  return { digits: `${knownNumber(value) ?? ''}` };
}

/** Exact: a double can't hold every amount in units of its currency. */
function moneyText({ amount, currency }: Money): Cell {
  const known = exactAmount(amount);
  if (known === null) return { digits: '' };
  const fraction = minorDigits(currency);
  const digits = String(Math.abs(known)).padStart(fraction + 1, '0');
  const point = digits.length - fraction;
  return { digits: `${known < 0 ? '-' : ''}${digits.slice(0, point)}${fraction > 0 ? `.${digits.slice(point)}` : ''}` };
}

function plain(row: ExportRow): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]): [string, string | number | null][] => {
      if (isMoney(value)) return [['amount', exactAmount(value.amount)], ['currency', currencyOf(value)]];
      return [[column, value instanceof Date ? timeOf(value) : typeof value === 'string' ? value : knownNumber(value)]];
    }),
  );
}

function isMoney(value: ExportValue): value is Money {
  return typeof value === 'object' && value !== null && 'currency' in value;
}

function currencyOf({ currency }: Money): string {
  return currencyCode(currency).toUpperCase();
}

function timeOf(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * Text is always quoted, and an apostrophe comes before text that a spreadsheet would take for a formula or a number. Some
 * spreadsheets drop a leading apostrophe, so a text that begins with one gets a second.
 * Source: OWASP, "CSV Injection".
 */
function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell.digits;
  // Quotes are not enough: a spreadsheet that expects semicolons, as in many countries, divides quoted text at them in all columns but the first, and
  // pasted text is divided at tabs and line breaks.
  const guarded = cell.replaceAll(/[^;\t\r\n]*./gs, (part) => (startsFormula(part) ? `'${part}` : part));
  return quoted(guarded === cell && numeral.test(cell) ? `'${cell}` : guarded);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Spreadsheets skip invisible characters and, at the start of a part, quotes. Some read full-width and other forms of a sign like the sign itself. */
function startsFormula(text: string): boolean {
  return formula.test(text) || formula.test(text.slice(0, 400).normalize('NFKC'));
}

const formula = /^[\t\r\n]|^[\p{C}\p{Z}\p{M}"]*['=+@\p{Pd}\u2212]/u;

/**
 * A name such as "007", "1-2", "$5", "May 2026" or "TRUE", which a spreadsheet would turn into 7, a date, an amount or a truth value: at least
 * one digit, and otherwise only digits, what stands between them, and words of an English date; or true or false. A text has only one division into these parts, so a long one takes no longer than a scan.
 */
const numeral = /^(?=\D*\d)(?:[\d.,:/%()\p{Sc}\p{C}\p{Z}-]|e[+-]?\d|[ap]m|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june|jun(?!e)|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)+$|^[\p{C}\p{Z}]*(?:true|false)[\p{C}\p{Z}]*$/iu;

/** Punctuation is escaped, because a name may contain Markdown or HTML. A date stays readable: its punctuation means nothing in Markdown. */
function markdownCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell.digits;
  return /^[\dTZ.:+-]+$/.test(cell) ? cell : displayName(cell).replaceAll(/[\\`*_{}[\]<>()#+!|~&@:$^=-]|(?<=www)\./gi, '\\$&');
}
