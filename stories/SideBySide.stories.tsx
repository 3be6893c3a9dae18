import { composeStories, type Meta, type StoryObj } from '@storybook/react-vite';
import type { ComponentType, ReactNode } from 'react';
import { expect } from 'storybook/test';
import * as amountDue from './AmountDue.stories';
import * as balance from './Balance.stories';
import * as billSkeleton from './BillSkeleton.stories';
import * as billSummary from './BillSummary.stories';
import { readsWell } from './checks';
import * as creditSources from './CreditSources.stories';
import * as notice from './Notice.stories';
import * as projection from './Projection.stories';
import * as receipt from './Receipt.stories';
import * as usageBar from './UsageBar.stories';
import * as usageHistory from './UsageHistory.stories';
import * as usageNumber from './UsageNumber.stories';
import * as usageRing from './UsageRing.stories';
import * as usageSkeleton from './UsageSkeleton.stories';
import * as usageStack from './UsageStack.stories';
import * as walletBalance from './WalletBalance.stories';
import * as whatIf from './WhatIf.stories';
import './docs/docs.css';

/** Every presentational component with the stories that show its states. CopyUsage loads data, so it is not among them. */
const files = [usageBar, usageRing, usageNumber, usageStack, usageHistory, balance, amountDue, billSummary, receipt, projection, whatIf, creditSources, walletBalance, notice, usageSkeleton, billSkeleton].map((file) => ({
  title: file.default.title.replace(/^.*\//, ''),
  states: statesOf(file),
}));

/** The stories of a file in its order, which Storybook adds to the module: exports alone are sorted by name. */
function statesOf(file: object): { key: string; name: string; State: ComponentType }[] {
  const module = file as Record<string, { name?: string }>;
  const order = (file as Record<string, string[] | undefined>)['__namedExportsOrder'];
  const composed = composeStories(file as never) as Record<string, ComponentType>;
  const keys = (order ?? Object.keys(composed)).filter((key) => !/^(Dark|Narrow|RightToLeft|FocusRing|By\w+)$/.test(key));
  return keys.flatMap((key) => {
    const State = composed[key];
    return State === undefined ? [] : { key, name: module[key]?.name ?? key, State };
  });
}

function SideBySide(): ReactNode {
  return (
    <main className="book-sheet">
      <h1>Presentational components, state by state</h1>
      {files.map(({ title, states }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <div className="book-grid">
            {states.map(({ key, name, State }) => (
              <figure key={key} className="book-cell">
                <figcaption>{name}</figcaption>
                <State />
              </figure>
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

/** The sheet that a reviewer prints. The toolbar changes theme, direction and language. */
const meta = {
  title: 'States/Side by side',
  component: SideBySide,
  tags: ['!autodocs'],
  afterEach: readsWell,
  // Each state is checked with axe in its own story. Checking all of them at once would take axe ten seconds.
  parameters: { a11y: { test: 'off' } },
} satisfies Meta<typeof SideBySide>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Light: Story = {
  name: 'Light',
  play: async ({ canvasElement }) => expect(canvasElement.querySelectorAll('figure').length).toBeGreaterThan(100),
};

// The same states, tested one by one in their own files.
export const Dark: Story = { name: 'Dark', tags: ['!test'], globals: { theme: 'dark' } };

export const RightToLeft: Story = { name: 'Right to left', tags: ['!test'], globals: { direction: 'rtl', locale: 'ar' } };

export const DarkRightToLeft: Story = { name: 'Dark, right to left', tags: ['!test'], globals: { theme: 'dark', direction: 'rtl', locale: 'ar' } };
