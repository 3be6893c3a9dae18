import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AmountDue, type AmountDueProps } from '../../src';
import { LocalizationContext } from '../../src/i18n/context';
import { localize } from '../../src/i18n/localize';

const december = new Date('2026-12-01T00:00:00Z');

function read(props: AmountDueProps, given: Parameters<typeof localize>[0] = {}) {
  const { container } = render(
    <LocalizationContext.Provider value={localize(given)}>
      <AmountDue {...props} />
    </LocalizationContext.Provider>,
  );
  const root = container.firstElementChild as HTMLElement;
  return { root, words: [...root.children].map(({ textContent }) => textContent) };
}

describe('AmountDue', () => {
  it.each<[string, AmountDueProps, string[], string]>([
    ['the amount and its due date', { amount: 4341, currency: 'usd', dueAt: december }, ['$43.41', 'due Dec 1, 2026'], 'due'],
    ['“Updating…” in place of a due date that has come', { amount: 4341, currency: 'usd', dueAt: december, now: december }, ['$43.41', 'Updating…'], 'due'],
    ['a due date one second after the amount was read', { amount: 1, currency: 'usd', dueAt: december, now: new Date('2026-11-30T23:59:59Z') }, ['$0.01', 'due Dec 1, tomorrow'], 'due'],
    ['a due date later on the same day', { amount: 1, currency: 'usd', dueAt: new Date('2026-12-01T18:00:00Z'), now: new Date('2026-12-01T06:00:00Z') }, ['$0.01', 'due Dec 1, today'], 'due'],
    ['how far away a date within a month is', { amount: 1, currency: 'usd', dueAt: december, now: new Date('2026-10-31T23:59:59Z') }, ['$0.01', 'due Dec 1, in 31 days'], 'due'],
    ['only the day of a date that is further away', { amount: 1, currency: 'usd', dueAt: december, now: new Date('2026-10-30T00:00:00Z') }, ['$0.01', 'due Dec 1'], 'due'],
    ['yen without a decimal point', { amount: 12_300, currency: 'jpy', dueAt: december }, ['¥12,300', 'due Dec 1, 2026'], 'due'],
    ['no date without `dueAt`', { amount: 0, currency: 'usd' }, ['$0.00'], 'due'],
    ['“Nothing due” for zero without a due date', { amount: 0, currency: 'usd', dueAt: null }, ['$0.00', 'Nothing due'], 'none'],
    ['“no date yet” for zero with an unknown outcome', { amount: 0, currency: 'usd', dueAt: null, outcome: null }, ['$0.00', 'no date yet'], 'none'],
    ['a dash for an unknown amount, never zero', { amount: null, currency: 'usd' }, ['—'], 'due'],
    ['a dash for `undefined`', { amount: undefined, currency: 'usd' }, ['—'], 'due'],
    ['a dash for NaN', { amount: NaN, currency: 'usd' }, ['—'], 'due'],
    ['a dash for an invalid date', { amount: 1, currency: 'usd', dueAt: new Date(NaN) }, ['$0.01', 'due —'], 'due'],
    ['every digit of a large amount', { amount: 900_719_925_474_099_312n, currency: 'usd' }, ['$9,007,199,254,740,993.12'], 'due'],
    ['the code of an unknown currency', { amount: 123, currency: 'us' }, ['1.23 us'], 'due'],
    ['the amount alone without a currency', { amount: 123, currency: '' }, ['1.23'], 'due'],
    ['what the amount does not contain yet', { amount: 1, currency: 'usd', before: ['discount', 'tax', 'balance'] }, ['$0.01', 'before discount and tax'], 'due'],
    ['only “before tax” if tax and balance are missing', { amount: 1, currency: 'usd', before: ['tax', 'balance'] }, ['$0.01', 'before tax'], 'due'],
    ['“not counting any balance on your account” if only the balance is missing', { amount: 1, currency: 'usd', before: ['balance'] }, ['$0.01', 'not counting any balance on your account'], 'due'],
    ['that adjustments may follow', { amount: 1, currency: 'usd', before: ['prorations', 'discount', 'tax', 'balance'] }, ['$0.01', 'before discount and tax\u00a0· adjustments may follow'], 'due'],
    ['the word “estimate” before the host’s note', { amount: 1, currency: 'usd', certainty: 'estimate', note: 'incl. VAT' }, ['$0.01', 'estimate\u00a0· incl. VAT'], 'due'],
    ['that an amount below the minimum goes to the balance', { amount: 30, currency: 'usd', outcome: 'toBalance' }, ['$0.30', "too small to charge on its own, so it's added to a later charge"], 'due'],
    ['when an amount below the minimum goes to the balance', { amount: 30, currency: 'usd', dueAt: december, outcome: 'toBalance' }, ['$0.30', 'on Dec 1, 2026', "too small to charge on its own, so it's added to a later charge"], 'due'],
    ['that an amount has no date yet', { amount: 1, currency: 'usd', dueAt: null }, ['$0.01', 'no date yet'], 'none'],
    ['a charge without more words', { amount: 3000, currency: 'usd', outcome: 'charged', certainty: 'exact', before: [] }, ['$30.00'], 'due'],
    ['the host’s own note', { amount: 1, currency: 'usd', note: 'incl. VAT' }, ['$0.01', 'incl. VAT'], 'due'],
    ['no separator before a note that is `false`', { amount: 1, currency: 'usd', certainty: 'estimate', note: false }, ['$0.01', 'estimate'], 'due'],
    ['no element for a note that is `false`', { amount: 1, currency: 'usd', note: false }, ['$0.01'], 'due'],
  ])('shows %s', (_, props, words, state) => {
    const drawn = read(props);
    expect(drawn.words).toEqual(words);
    expect(drawn.root).toHaveAttribute('data-state', state);
  });

  it('has nothing to expand for a receipt that is `false`', () => {
    expect(read({ amount: 1, currency: 'usd', receipt: false }).root.querySelector('details')).toBeNull();
  });

  it('shows the date in UTC, or in the host’s time zone', () => {
    const props = { amount: 1, currency: 'usd', dueAt: december };
    expect(read(props, {}).words[1]).toBe('due Dec 1, 2026');
    expect(read(props, { timeZone: 'Pacific/Pago_Pago' }).words[1]).toBe('due Nov 30, 2026');
    expect(read(props, { timeZone: 'Nowhere/Land' }).words[1]).toBe('due Dec 1, 2026');
  });

  it('formats the amount for the locale, or in English for an invalid one', () => {
    expect(read({ amount: 123_456, currency: 'eur' }, { locale: 'de' }).words[0]).toBe('1.234,56\u00a0€');
    expect(read({ amount: 123_456, currency: 'eur' }, { locale: 'no such locale' }).words[0]).toBe('€1,234.56');
  });
});
