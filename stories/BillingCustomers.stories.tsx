import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { Billing } from '../src';
import { linesIn, readsWell, totalsIn } from './checks';
import { portal } from './portal';

/** `Billing` for customers of the demo with discounts, scheduled changes, pauses, taxes and balances. */
const meta = {
  title: 'States/Billing, by customer',
  component: Billing,
  afterEach: readsWell,
} satisfies Meta<typeof Billing>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The steps from the subtotal to the amount to pay. */
function stepsIn(bill: Element): string[] {
  return [...bill.querySelectorAll('.mf-steps > *')].map((step) => [...step.children].map(({ textContent }) => textContent).join(': '));
}

/** A one-time discount was used up on the latest charge, so the next one has the full price. */
export const UsedUpDiscount: Story = {
  name: 'Discount used up',
  decorators: [portal('hal')],
  play: async ({ canvas }) => {
    const bill = await canvas.findByRole('article', { name: 'Lumen Podcast' });
    await expect(totalsIn(bill)).toEqual(['$24.00', 'due Dec 1, in 17 days']);
    await expect(linesIn(bill)).toEqual(['Base price: $24.00']);
    await expect(bill).not.toHaveTextContent(/discount/i);
  },
};

/** Half price forever, for the plan and for usage. */
export const LastingDiscount: Story = {
  name: 'Half price forever',
  decorators: [portal('ike')],
  play: async ({ canvas }) => {
    const bill = await canvas.findByRole('article', { name: 'Lumen Captions' });
    await expect(totalsIn(bill)).toEqual(['$7.50', 'due Dec 1, in 17 days']);
    await expect(stepsIn(bill)).toEqual(['Subtotal: $15.00', 'Discount: −$7.50', 'Total: $7.50']);
  },
};

/** A plan that changes at the next period, seats that change at the next period, and a plan priced per device. */
export const PendingChanges: Story = {
  name: 'Plan and seats change next period',
  decorators: [portal('jin')],
  play: async ({ canvas }) => {
    const plus = await canvas.findByRole('article', { name: 'Lumen Plus' });
    await expect(within(plus).getByText('Plan changes to Lumen Light on Dec 1')).toBeVisible();
    await expect(linesIn(plus)).toEqual(['Lumen Light: $25.00']);
    const seats = canvas.getByRole('article', { name: 'Lumen Workspace' });
    await expect(within(seats).getByText('6 seats from Dec 1')).toBeVisible();
    await expect(linesIn(seats)).toEqual(['Lumen Workspace\u00a0· 6 seats: $30.00']);
    await expect(linesIn(canvas.getByRole('article', { name: 'Lumen Screens' }))).toEqual(['Lumen Screens\u00a0· 3 devices: $12.00']);
  },
};

/** One plan pauses until a date. The other has no resume date, so its next charge is unknown. */
export const Pauses: Story = {
  name: 'Two plans that pause',
  decorators: [portal('kai')],
  play: async ({ canvas }) => {
    const sound = await canvas.findByRole('article', { name: 'Lumen Sound' });
    await expect(within(sound).getByText('Charge after your pause')).toBeVisible();
    await expect(within(sound).getByText('Pauses on Dec 1')).toBeVisible();
    await expect(totalsIn(sound)).toEqual(['$19.00', 'due Mar 1']);
    const loops = canvas.getByRole('article', { name: 'Lumen Loops' });
    await expect(within(loops).getByText('Pauses on Dec 1')).toBeVisible();
    await expect(totalsIn(loops)).toEqual([]);
  },
};

/** Prices that include tax, paid from a balance in part and in full. */
export const TaxIncluded: Story = {
  name: 'Tax included, paid from a balance',
  decorators: [portal('lou')],
  play: async ({ canvas }) => {
    const notes = await canvas.findByRole('article', { name: 'Lumen Notes' });
    await expect(totalsIn(notes)).toEqual(['$5.00', 'due Dec 1, in 17 days']);
    await expect(within(notes).getByText('prices include $1.80 tax · $4.00 from your balance')).toBeVisible();
    await expect(stepsIn(notes)).toEqual(['Subtotal: $9.00', 'Balance used: −$4.00', 'Total: $5.00']);
    const prints = canvas.getByRole('article', { name: 'Lumen Prints' });
    await expect(totalsIn(prints)).toEqual(['€0.00', 'due Dec 1, in 17 days']);
  },
};

/** Prices per byte, written with an exponent and shown per GB. */
export const PricePerByte: Story = {
  name: 'Priced per byte, shown per GB',
  decorators: [portal('mia')],
  play: async ({ canvas, userEvent }) => {
    const bill = await canvas.findByRole('article', { name: 'Lumen Vault' });
    await expect(totalsIn(bill)).toEqual(['$15.00', 'due Dec 1, in 17 days']);
    for (const summary of bill.querySelectorAll('summary')) await userEvent.click(summary);
    await expect(await within(bill).findByText('$0.10 / GB')).toBeVisible();
    await expect(within(bill).getByText('$0.45 / GB')).toBeVisible();
  },
};
