import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { BillSummary } from '../../src/components/BillSummary';
import type { Bill } from '../../src/core/billing';
import { formatAmount } from '../../src/core/formatMoney';
import { billFor, type Payload } from './billing.claims';
import { type Block, claimsOf, type Title } from './charge-oracle.claims';

/** What a bill says in English: before its charges, and for each of them. */
interface BillText {
  summary: string;
  hints: string[];
  groups: string[];
}

const titles: Record<Title, string> = {
  next: 'Next charge',
  'first after trial': 'First charge after your trial',
  final: 'Final charge',
  resume: 'Charge after your pause',
  pauses: 'Pauses on ',
  paused: 'Paused',
  overdue: 'Payment overdue',
  ended: 'Ended',
  'not started': 'Not started',
};

/** Renders a payload's bill. Names each claim in its text that the payload doesn't support, and each supported one that is missing. */
export function billFaults(payload: Payload): string[] {
  const claims = claimsOf(payload);
  const { currency } = payload.subscription;
  const { summary, hints, groups } = textOf(billFor(payload));
  const changes = hints.some((hint) => /^Plan changes | (from \w{3} \d|after your pause$)/.test(hint));
  const rules: [name: string, isFault: boolean][] = [
    ['nonsense', [summary, ...groups].some((text) => /NaN|undefined|null|Infinity|Invalid|\[object/.test(text))],
    ['another title', !summary.startsWith(titles[claims.title])],
    ['another number of charges', groups.length !== claims.blocks.length],
    ['a change that won’t apply, or a missing change', changes !== (claims.change !== null)],
    ['wrong or missing “outstanding”', summary.includes('outstanding') !== (claims.title === 'overdue')],
    ['another outstanding amount', claims.title === 'overdue' && !summary.includes(claims.outstanding === null ? '—' : money(claims.outstanding, currency))],
    ['a figure where nothing is charged', ['ended', 'not started', 'paused'].includes(claims.title) && /\d/.test(summary.replace(/\d+ (seats?|devices?|units?|Geräte?)/g, ''))],
    ['nothing due while it isn’t known', summary.includes('Nothing due') && claims.title !== 'ended'],
  ];
  return [...rules.flatMap(([name, isFault]) => (isFault ? [name] : [])), ...claims.blocks.flatMap((block, index) => blockFaults(groups[index] ?? '', block, currency))];
}

function blockFaults(text: string, block: Block, currency: string): string[] {
  const isOpen = block.total === null;
  const isCredit = block.total !== null && block.total < 0n;
  const mentionsTax = /includes? .+ tax/.test(text);
  const known = figuresOf(block).map((amount) => money(amount, currency));
  const rules: [name: string, isFault: boolean][] = [
    ['before tax where tax is known', /before (discount and )?tax/.test(text) && block.tax !== null],
    ['no “before tax” where tax is unknown', !/before (discount and )?tax/.test(text) && isOpen && block.tax === null],
    ['before discount where it is known', text.includes('before discount') && block.discount !== null],
    ['no “before discount” where there may be one', !text.includes('before discount') && isOpen && block.discount === null],
    ['a due amount where it is unknown', /To pay|too small to charge on its own|goes to your balance|from your balance/.test(text) && block.due === null],
    ['no due amount where it is known', block.due !== null && !text.includes(money(block.due, currency))],
    ['included tax where prices don’t include it, or of a credit', mentionsTax && (block.inclusive !== true || isCredit)],
    ['no mention of included tax', block.inclusive === true && !isCredit && !mentionsTax],
    ['tax included in an amount that a balance has changed', text.includes('includes') && !!block.applied],
    ['wrong or missing “estimate”', (block.certainty === 'estimate') !== text.includes('estimate')],
    ['a date where it is unknown', /(due|on) \w{3} \d/.test(text) && block.at === null],
    ['no date where it is known', block.at !== null && !/(due|on) \w{3} \d/.test(text)],
    ['wrong or missing “too small to charge on its own”', (block.outcome === 'to balance') !== /too small to charge on its own/.test(text)],
    ['a figure that is not known', (text.match(/−?[^\d\s−+:]+[\d,.]*\d/gu) ?? []).filter((found) => /^−?\$/.test(found)).some((found) => currency === 'usd' && !known.includes(found))],
  ];
  return rules.flatMap(([name, isFault]) => (isFault ? [name] : []));
}

/** Every amount that a charge may show, with either sign: its lines, their sum, and the steps from there to what is due. */
function figuresOf({ lines, subtotal, discount, tax, total, applied, due }: Block): bigint[] {
  const amounts = [...lines.map(({ amount }) => amount), lines.reduce((sum, { amount }) => sum + amount, 0n), subtotal, discount, tax, total, applied, due, 0n];
  return amounts.flatMap((amount) => (amount === null ? [] : [amount, -amount]));
}

function money(amount: bigint, currency: string): string {
  return formatAmount(amount, currency, 'en');
}

function textOf(bill: Bill): BillText {
  const html = renderToStaticMarkup(createElement(BillSummary, { bill }));
  const [head = '', ...groups] = html.split('<div class="mf-bill-group">');
  const hints = [...head.matchAll(/<div[^>]*class="mf-hint"[^>]*>(.*?)<\/div>/gs)].map(([, hint = '']) => plainText(hint));
  // A hint below the last charge doesn't belong to it, nor does a rate in the detail of a line.
  const ownText = (group: string) => plainText(group.replace(/<div[^>]*class="mf-hint".*$/s, '').replace(/<span class="mf-line-detail">.*?<\/span>/gs, ' '));
  return { summary: plainText(head), hints, groups: groups.map(ownText) };
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/** The text of markup, with a space between elements, so that a figure ends where its element ends. */
function plainText(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/&(amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? '').replace(/ +/g, ' ').trim();
}

