import type { Article } from './article';
import type { Moments } from './moments';
import type { Oracle } from './oracle';
import { Place } from './place';
import { dates as datesOf, spaced, time } from './written';

/** The data that the rules need besides the DOM. */
export interface Scene extends Moments {
  oracle: Oracle;
  /** The times of opening the page and of this check. */
  began: number;
  now: number;
}

const garbage = /\b(?:NaN|undefined|null|Infinity|Invalid Date)\b|\[object |∞/;
const token = /polar_(?:cst|mst|oat)_|Bearer /;
/** Attributes with geometry and identifiers, which no customer reads. */
const unread = new Set(['class', 'id', 'for', 'd', 'width', 'height', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'rx', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'min', 'max', 'value', 'type', 'role', 'aria-valuemin', 'style']);
const dates = /\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?) \d{1,2}(?:, \d{4})?\b/g;
const times = /\b\d{1,2}:\d{2} [AP]M\b/g;
const numbers = /[<+\-−]?(?:[$€£¥]|\b[A-Z]{3} )?\d[\d,]*(?:\.\d+)?(?:E-?\d+)?(?:[KMBT]| (?:million|billion|trillion)\b)?%?/g;

/** Texts that passed before. They stay allowed, because an oracle's set of texts only grows. */
const honest = new WeakMap<object, Set<string>>();

/** Lists the broken rules below an element, one sentence each. */
export function inspect(root: Element, scene: Scene): string[] {
  const found: string[] = [];
  walk(root, outside, scene, found);
  return found;
}

/** The place of a text, which decides what it may say. */
type Where = { kind: 'outside' } | { kind: 'chrome' } | { kind: 'countdown' } | { kind: 'place'; place: Place; name: string; summary?: Place } | { kind: 'article'; article: Article; name: string };

const outside: Where = { kind: 'outside' };

function walk(element: Element, where: Where, scene: Scene, found: string[]): void {
  const here = enter(element, where, scene, found);
  // Reads the names first, because jsdom's live list of attributes is slow.
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name) ?? '';
    if (garbage.test(value) || token.test(value)) found.push(`<${element.localName}> has ${name}=${JSON.stringify(value.slice(0, 80))}`);
    if (!unread.has(name) && !name.startsWith('data-') && /\d/.test(value)) check(value, here, scene, found, element);
  }
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1) walk(node as Element, here, scene, found);
    else if (node.nodeType === 3) check(node.nodeValue ?? '', here, scene, found, element);
  }
}

function enter(element: Element, where: Where, { oracle, moments, readings }: Scene, found: string[]): Where {
  const { classList, localName } = element;
  if (classList.contains('mf-widget')) return { kind: 'chrome' };
  if (classList.contains('mf-countdown')) return { kind: 'countdown' };
  if (classList.contains('mf-period')) return { kind: 'place', place: oracle.periodAt(readings), name: 'the period' };
  if (classList.contains('mf-alert')) {
    const name = text(element.querySelector('.mf-alert-name'));
    const place = oracle.alertOf(name, readings);
    if (place !== undefined) return { kind: 'place', place, name: `the alert about ${name}` };
    found.push(`An alert is about ${JSON.stringify(name)}, which this customer does not have`);
  }
  if (classList.contains('mf-usage')) {
    if (element.getAttribute('data-state') === 'loading') return where;
    const name = text(element.querySelector('.mf-usage-name'));
    const place = oracle.bars.get(name);
    if (place !== undefined) return { kind: 'place', place, name };
    found.push(`A bar is called ${JSON.stringify(name)}, which this customer does not have`);
  }
  if (localName === 'article') {
    const name = spaced(element.getAttribute('aria-label') ?? '');
    const article = oracle.articles.get(name);
    if (article !== undefined) return { kind: 'article', article, name };
    found.push(`A bill is called ${JSON.stringify(name)}, which this customer does not have`);
  }
  if (where.kind === 'article') {
    if (classList.contains('mf-amount-figure')) {
      expectOne(text(element), where.article.totals, `The total of ${where.name}`, found);
      return { kind: 'place', place: said(where.article.totals), name: where.name };
    }
    if (classList.contains('mf-amount-day')) return { kind: 'place', place: oracle.dueOf(where.article, moments), name: where.name };
    if (classList.contains('mf-forecast')) return { kind: 'place', place: oracle.forecastOf(where.article, moments), name: `the estimate of ${where.name}` };
    if (localName === 'li') return enterLine(element, where, oracle, moments, found);
  }
  if (where.kind === 'place' && where.summary && classList.contains('mf-line-detail')) return { kind: 'place', place: where.summary, name: where.name };
  if (classList.contains('mf-wallet')) {
    const { lastElementChild } = element;
    if (lastElementChild) expectOne(text(lastElementChild), oracle.wallets, 'A wallet', found);
    return { kind: 'place', place: said(oracle.wallets), name: 'a wallet' };
  }
  return where;
}

function enterLine(element: Element, { article, name }: { article: Article; name: string }, oracle: Oracle, moments: readonly number[], found: string[]): Where {
  const line = element.querySelector('.mf-line');
  const label = text(line?.firstElementChild ?? null);
  const amounts = article.amounts.get(label);
  if (amounts === undefined) {
    found.push(`${name} has a line ${JSON.stringify(label)}, which it does not charge for`);
    return { kind: 'article', article, name };
  }
  expectOne(text(line?.lastElementChild ?? null), amounts, `The line ${label} of ${name}`, found);
  const isOpen = element.querySelector('.mf-details') !== null;
  return { kind: 'place', place: isOpen ? oracle.detailsOf(article, label, moments) : said(amounts), summary: oracle.summaryOf(article, label), name: `${name}, ${label}` };
}

function expectOne(shown: string, allowed: ReadonlySet<string>, what: string, found: string[]): void {
  if (shown !== '—' && !allowed.has(shown)) found.push(`${what} is ${JSON.stringify(shown)}, and may be ${[...allowed].slice(-3).join(' or ')}`);
}

const places = new WeakMap<ReadonlySet<string>, Place>();

/** A place that allows only these texts. */
function said(texts: ReadonlySet<string>): Place {
  const known = places.get(texts) ?? new Place();
  known.say(...texts);
  places.set(texts, known);
  return known;
}

function check(raw: string, where: Where, scene: Scene, found: string[], element: Element): void {
  const { oracle } = scene;
  const key = where.kind === 'place' ? where.place : where.kind === 'article' ? where.article : undefined;
  const known = key && (honest.get(key) ?? new Set<string>());
  if (known?.has(raw)) return;
  const before = found.length;
  if (garbage.test(raw) || token.test(raw)) found.push(`${element.localName}.${element.className} says ${JSON.stringify(raw.slice(0, 120))}`);
  if (where.kind !== 'outside' && /\d/.test(raw)) checkNumbers(raw, where, scene, found);
  if (key && known && found.length === before && !times.test(raw)) honest.set(key, known.add(raw));
  times.lastIndex = 0;

  function checkNumbers(raw: string, where: Where, scene: Scene, found: string[]): void {
    let rest = spaced(raw);
    // Removes names first, the longest first, because digits in them aren't quantities.
    for (const name of namesOf(oracle)) if (rest.includes(name)) rest = rest.replaceAll(name, ' ');
    const say = (what: string) => found.push(`${'name' in where ? where.name : where.kind}: ${what} in ${JSON.stringify(raw.slice(0, 160))}`);
    rest = rest.replace(dates, (one) => {
      const allowed = where.kind === 'place' ? where.place.dates : where.kind === 'article' ? where.article.dates : daysOf(scene);
      if (!allowed.has(one)) say(`the date ${one}`);
      return ' ';
    });
    rest = rest.replace(times, (one) => {
      if (!minutesOf(scene).has(one)) say(`the time ${one}`);
      return ' ';
    });
    for (const [one] of rest.matchAll(numbers)) if (!mayBe(one, where, oracle)) say(`the number ${one}`);
  }
}

function mayBe(one: string, where: Where, { counts }: Oracle): boolean {
  if (where.kind === 'place') return where.place.numbers.has(one) || isPlain(one, where.place);
  if (where.kind === 'article') return where.article.numbers.has(one);
  const number = Number(one.replaceAll(',', ''));
  if (!Number.isInteger(number) || number < 0) return false;
  // Up to 90 seconds, then up to 30 minutes.
  if (where.kind === 'countdown') return number >= 1 && number <= 90;
  return number <= Math.max(counts.meters, 2000);
}

/** Whether a number is written plainly, as in `aria-valuenow`, and the place may show its value. */
function isPlain(one: string, { numbers }: Place): boolean {
  if (!/^-?\d+(?:\.\d+)?$/.test(one)) return false;
  const value = Number(one);
  return [...numbers].some((text) => Number(text.replaceAll(',', '')) === value || (/^[\d.]+$/.test(text) && Math.abs(Number(text) - value) <= 5e-4 * Math.abs(value)));
}

function namesOf(oracle: Oracle): string[] {
  return [...oracle.names].filter((name) => /\d/.test(name)).sort((a, b) => b.length - a.length);
}

function minutesOf({ began, now }: Scene): Set<string> {
  const minutes = new Set<string>();
  for (let moment = began; moment < now + 60_000; moment += 60_000) minutes.add(time(Math.min(moment, now)));
  return minutes;
}

/** The days on which data may have been read. */
function daysOf({ began, now }: Scene): Set<string> {
  const days = new Set<string>();
  for (let moment = began; moment < now + 86_400_000; moment += 86_400_000) for (const day of datesOf(Math.min(moment, now))) days.add(day);
  return days;
}

/** The whole text of an element, with plain spaces. */
function text(element: Element | null): string {
  return spaced(element?.textContent ?? '');
}

