import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { UsageBudget, type UsageBudgetProps } from '../../src';
import { wireMeter } from '../../src/testing';
import { noon, servePolar } from '../react/polar';
import { showTo } from './widgets';

const { meter_id: images } = wireMeter({ name: 'Image credits' });
const { meter_id: requests } = wireMeter({ name: 'API requests' });

async function show(props: UsageBudgetProps) {
  const shown = showTo(await servePolar({ now: () => noon }), 'ada', <UsageBudget {...props} />);
  await waitFor(() => expect(shown.container.querySelector('li')).not.toBeNull());
  return shown;
}

const textsOf = (item: HTMLElement) => [...item.querySelectorAll('.mf-usage-value, .mf-usage-status')].map(({ textContent }) => textContent);

describe('UsageBudget', () => {
  it.each<[number, string[]]>([
    [1000, ['465 of 1,000 units', '535 left']],
    [500, ['465 of 500 units', '35 left, nearly used up']],
    [400, ['465 of 400 units', "Budget used up. It doesn't limit your usage."]],
  ])('shows where usage stands in a budget of %d, and that the budget doesn’t stop usage', async (units, texts) => {
    const { container } = await show({ budget: { [images]: units } });
    expect(screen.getAllByRole('listitem').map(textsOf)).toEqual([texts]);
    expect(container.querySelector('.mf-usage-limit')).not.toBeNull();
    expect(screen.getByText("A budget (the mark in its bar) warns you at 80% and 100%. It doesn't limit your usage.")).toBeInTheDocument();
    expect(screen.queryByRole('spinbutton')).toBeNull();
  });

  it('says that usage stops only if the host enforces the budget', async () => {
    await show({ budget: { [images]: 400 }, enforced: true });
    expect(textsOf(screen.getByRole('listitem'))).toEqual(['465 of 400 units', 'Budget used up. Usage stops.']);
    expect(screen.getByText("A budget (the mark in its bar) warns you at 80% and 100%. Usage stops at 100%.")).toBeInTheDocument();
  });

  it.each<[string, number, UsageBudgetProps, string]>([
    ['one unit without a budget', 1, { onBudgetChange: vi.fn() }, '1 unit'],
    ['a budget of one unit', 0, { budget: { [images]: 1 } }, '0 of 1 unit'],
    ['a budget of one token', 0, { budget: { [images]: 1 }, units: { [images]: { unit: 'token' } } }, '0 of 1 token'],
    ['zero units', 0, { onBudgetChange: vi.fn() }, '0 units'],
  ])('writes the unit in the singular or plural that fits its count: %s', async (_, consumed, props, text) => {
    const customers = [{ externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters: [{ name: 'Image credits', consumed, credited: 0 }] }];
    showTo(await servePolar({ now: () => noon, customers }), 'nil', <UsageBudget {...props} />);
    expect(await screen.findByText(text)).toHaveClass('mf-usage-value');
  });

  it('doesn’t say how much of a budget is left while usage is unknown', async () => {
    // JSON writes NaN as null.
    const customers = [{ externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters: [{ name: 'Image credits', consumed: NaN, credited: 0 }] }];
    showTo(await servePolar({ now: () => noon, customers }), 'nil', <UsageBudget budget={{ [images]: 100 }} />);
    expect(textsOf(await screen.findByRole('listitem'))).toEqual(['— of 100 units', '']);
  });

  it('has a field for each meter if the customer can change the budget', async () => {
    const onBudgetChange = vi.fn();
    await show({ budget: { [images]: 400 }, onBudgetChange });
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
    const field = screen.getByRole('spinbutton', { name: 'Budget in requests: API requests' });
    // Beside a bill, a budget without its unit would be money.
    expect(field.closest('label')).toHaveTextContent(/^Budget in requests$/);
    expect(screen.getByText('Budget in tokens')).toBeInTheDocument();
    await userEvent.type(field, '60000{Enter}');
    expect(onBudgetChange).toHaveBeenLastCalledWith({ [images]: 400, [requests]: 60_000 });
  });

  it('shows and accepts a budget in the host’s units, and passes it to the host in Polar’s', async () => {
    const onBudgetChange = vi.fn();
    const hundreds = { unit: 'custom', customLabel: 'sheets', customMultiplier: 100 } as const;
    await show({ budget: { [images]: 1000 }, onBudgetChange, units: { [images]: hundreds } });
    expect(textsOf(screen.getAllByRole('listitem').find((one) => one.textContent?.includes('Image credits'))!)).toEqual(['4.65 of 10 sheets', '5.35 left']);
    const field = screen.getByRole('spinbutton', { name: 'Budget in sheets: Image credits' });
    expect(field).toHaveValue(10);
    await userEvent.clear(field);
    await userEvent.type(field, '2.5{Enter}');
    expect(onBudgetChange).toHaveBeenLastCalledWith({ [images]: 250 });
  });

  it('draws the usage expected beyond the usage so far', async () => {
    const { container } = await show({ budget: { [images]: 1000 } });
    const [expected = NaN, used = NaN] = ['rect.mf-usage-expected', 'line.mf-usage-fill'].map((shape) => parseFloat(container.querySelector(shape)?.getAttribute(shape.startsWith('rect') ? 'width' : 'x2') ?? ''));
    expect(expected).toBe(100);
    expect(used).toBeCloseTo(45.23);
  });

  it('removes a budget whose field was emptied', async () => {
    const onBudgetChange = vi.fn();
    await show({ budget: { [images]: 400, [requests]: 5 }, onBudgetChange });
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Budget in units: Image credits' }));
    await userEvent.tab();
    expect(onBudgetChange.mock.calls).toEqual([[{ [requests]: 5 }]]);
  });

  it.each(['-5', '0'])('empties a field with %s each time, because it is no budget', async (text) => {
    function Host() {
      const [budget, setBudget] = useState<Readonly<Record<string, number>>>({ [images]: 400 });
      return <UsageBudget budget={budget} onBudgetChange={setBudget} />;
    }
    showTo(await servePolar({ now: () => noon }), 'ada', <Host />);
    const field = await screen.findByRole('spinbutton', { name: 'Budget in units: Image credits' });
    for (const leave of ['{Enter}', '{Enter}', '{Tab}']) {
      await userEvent.clear(field);
      await userEvent.type(field, text);
      await userEvent.keyboard(leave);
      expect(field).toHaveValue(null);
    }
    expect(screen.queryByText(/ of 400 units/)).toBeNull();
  });

  it('keeps a budget whose field has a text that the browser can’t read as a number', async () => {
    const onBudgetChange = vi.fn();
    await show({ budget: { [images]: 400 }, onBudgetChange, enforced: true });
    const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Budget in units: Image credits' });
    await userEvent.clear(field);
    // As in a browser while the field contains "1e". jsdom accepts no such text.
    vi.spyOn(field.validity, 'badInput', 'get').mockReturnValue(true);
    await userEvent.tab();
    expect(onBudgetChange).not.toHaveBeenCalled();
  });

  it('keeps what was typed until it is entered, and makes no call without a change', async () => {
    const onBudgetChange = vi.fn();
    await show({ budget: { [images]: 400 }, onBudgetChange });
    const item = screen.getAllByRole('listitem').find((one) => one.textContent?.includes('Image credits'))!;
    const field = within(item).getByRole('spinbutton');
    await userEvent.click(field);
    await userEvent.tab();
    await userEvent.type(field, '5');
    expect(onBudgetChange).not.toHaveBeenCalled();
    expect(field).toHaveValue(4005);
    await userEvent.tab();
    expect(onBudgetChange.mock.calls).toEqual([[{ [images]: 4005 }]]);
  });

  it('makes no call when the customer leaves a field whose budget is rounded in the host’s units', async () => {
    const onBudgetChange = vi.fn();
    // 31 / 60 * 60 is 31.000000000000004.
    const minutes = { unit: 'custom', customLabel: 'minutes', customMultiplier: 60 } as const;
    await show({ budget: { [images]: 31 }, onBudgetChange, units: { [images]: minutes } });
    await userEvent.click(screen.getByRole('spinbutton', { name: 'Budget in minutes: Image credits' }));
    await userEvent.tab();
    expect(onBudgetChange).not.toHaveBeenCalled();
  });

  it('keeps the focus in a field whose budget the customer changes with Enter', async () => {
    function Host() {
      const [budget, setBudget] = useState<Record<string, number>>({ [images]: 400 });
      return <UsageBudget budget={budget} onBudgetChange={({ [images]: units = 0 }) => setBudget({ [images]: Math.min(units, 1000) })} />;
    }
    showTo(await servePolar({ now: () => noon }), 'ada', <Host />);
    const name = 'Budget in units: Image credits';
    await userEvent.type(await screen.findByRole('spinbutton', { name }), '5{Enter}');
    // The host lowers a budget of 4,005.
    expect(screen.getByRole('spinbutton', { name })).toHaveValue(1000);
    expect(screen.getByRole('spinbutton', { name })).toHaveFocus();
  });

  it('is empty without a budget', async () => {
    const { container } = showTo(await servePolar({ now: () => noon }), 'ada', <><UsageBudget className="own" /><UsageBudget budget={{ [images]: 1 }} /></>);
    await waitFor(() => expect(container.querySelector('li')).not.toBeNull());
    expect(container.querySelector('.own')).toBeEmptyDOMElement();
  });

  it('names a meter with a blank name as all widgets do', async () => {
    const meters = [{ name: ' ', consumed: 60, credited: 100 }];
    const polar = await servePolar({ now: () => noon, customers: [{ externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters }] });
    const { container } = showTo(polar, 'nil', <UsageBudget onBudgetChange={vi.fn()} />);
    expect(await screen.findByRole('spinbutton', { name: 'Budget in units: Usage' })).toBeInTheDocument();
    expect(container.querySelector('bdi')).toHaveTextContent('Usage');
  });
});
