import { spaced } from './written';

export type Slot = 'usage' | 'billing';
export const slots: readonly Slot[] = ['usage', 'billing'];

/** The counted content of a widget. */
export interface Shown {
  /** All text, and the text without heading and tools. */
  text: string;
  body: string;
  bars: number;
  articles: number;
  wallets: number;
  hasSearch: boolean;
  /** True if it shows the notice that there is nothing. */
  isNothing: boolean;
  isLoading: boolean;
  /** The labels of old data. */
  feet: string[];
  /** True if it is busy, or shows an error or a status text. */
  isTroubled: boolean;
}

export interface Survey {
  /** Absent while the host doesn't render the widget. */
  widgets: Partial<Record<Slot, Shown>>;
  /** Whether the element beside the widgets exists, and how many parts of the host's own tree remain. */
  hasSibling: boolean;
  alive: number;
}

/**
 * Surveys a page in one pass. Selectors would be shorter but ten times as slow in jsdom, and a page of 250 meters is
 * surveyed thousands of times.
 */
export function surveyOf(root: Element): Survey {
  const survey: Survey = { widgets: {}, hasSibling: root.previousElementSibling !== null, alive: 0 };
  goOver(root, survey, undefined, { inItem: false, inWidget: false, inBody: false });
  for (const shown of Object.values(survey.widgets)) {
    shown.text = spaced(shown.text);
    shown.body = spaced(shown.body);
    shown.feet = shown.feet.map(spaced);
  }
  return survey;
}

interface Place {
  inItem: boolean;
  inWidget: boolean;
  inBody: boolean;
}

/** @returns the text of the element. */
function goOver(element: Element, survey: Survey, above: Shown | undefined, place: Place): string {
  let shown = above;
  const attributes = attributesOf(element);
  const slot = attributes['data-slot'] as Slot | undefined;
  if (slot !== undefined) shown = survey.widgets[slot] = nothing();
  if ('data-alive' in attributes) survey.alive += 1;
  const classes = (attributes['class'] ?? '').split(' ');
  const isFrame = classes.includes('mf-frame');
  const here = { ...place, inItem: place.inItem || element.localName === 'li', inBody: place.inBody || (place.inWidget && !isFrame && !classes.includes('mf-head')) };
  here.inWidget = !here.inBody && (classes.includes('mf-widget') || (place.inWidget && isFrame));
  if (shown) count(shown, element.localName, classes, attributes, here, place);
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 3) {
      text += node.nodeValue ?? '';
      if (here.inBody && shown) shown.body += node.nodeValue ?? '';
    } else if (node.nodeType === 1) text += goOver(node as Element, survey, shown, here);
  }
  if (shown && slot !== undefined) shown.text = text;
  if (shown && classes.includes('mf-stale') && text !== '') shown.feet.push(text);
  if (shown && attributes['role'] === 'status' && classes.includes('mf-hint') && text !== '') shown.isTroubled = true;
  return text;
}

function count(shown: Shown, name: string, classes: readonly string[], attributes: Record<string, string>, here: Place, above: Place): void {
  const has = (one: string) => classes.includes(one);
  if (has('mf-usage') && here.inItem) shown.bars += 1;
  if (has('mf-wallet')) shown.wallets += 1;
  if (name === 'article') shown.articles += 1;
  if (name === 'input' && attributes['type'] === 'search') shown.hasSearch = true;
  if (has('mf-notice') && attributes['data-kind'] === 'quiet' && here.inBody) shown.isNothing = true;
  if (attributes['data-state'] === 'loading') shown.isLoading = true;
  const { role } = attributes;
  if (attributes['aria-busy'] === 'true' || role === 'alert') shown.isTroubled = true;
  if (has('mf-notice') && attributes['data-kind'] === 'problem' && above.inWidget) shown.isTroubled = true;
}

function attributesOf(element: Element): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of element.getAttributeNames()) found[name] = element.getAttribute(name) ?? '';
  return found;
}

function nothing(): Shown {
  return { text: '', body: '', bars: 0, articles: 0, wallets: 0, hasSearch: false, isNothing: false, isLoading: false, feet: [], isTroubled: false };
}
