'use client';
import type { ReactNode } from 'react';
import { usageModelOf } from '../components/meter';
import { track } from '../components/track';
import { UsageName, UsageValue } from '../components/labels';
import { formatAmount } from '../core/formatMoney';
import { formatQuantity } from '../core/formatQuantity';
import { hasCost } from '../core/hasCost';
import type { AccountMeter } from '../core/joinMeters';
import { outlookOf } from '../core/outlook';
import { useWords } from '../i18n/context';
import { tableWords } from '../i18n/english/table';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import type { UsageAction } from './layout';

interface UsageTableProps {
  meters: readonly AccountMeter[];
  /** When the numbers were read. */
  now: Date;
  action: UsageAction | undefined;
  /** A description of a meter in place of `usageModelOf`. */
  modelOf?: typeof usageModelOf | undefined;
}

/** Many meters, one line each: state, name, what is left, used or over, a small bar and the cost so far. Narrow tables have no bar. */
export function UsageTable({ meters, now, action, modelOf }: UsageTableProps): ReactNode {
  const { messages } = useWords(tableWords);
  // An empty column would take room from the names.
  const hasCosts = meters.some((joined) => dueOf(joined));
  return (
    <table className="mf-table">
      <thead className="mf-table-head">
        <tr className="mf-table-line">
          <th className="mf-table-cell mf-table-name" scope="col">{messages.tableMeter}</th>
          <th className="mf-table-cell mf-table-figure" scope="col">{messages.tableLeft}</th>
          <td className="mf-table-cell mf-table-bar" aria-hidden="true" />
          {hasCosts && <th className="mf-table-cell mf-table-figure" scope="col">{messages.tableCost}</th>}
          {action && <td className="mf-table-cell" aria-hidden="true" />}
        </tr>
      </thead>
      <tbody className="mf-table-body">
        {meters.map((joined) => (
          <Row key={joined.meter.id} joined={joined} now={now} action={action} modelOf={modelOf} hasCosts={hasCosts} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ joined, now, action, modelOf = usageModelOf, hasCosts }: Omit<UsageTableProps, 'meters'> & { joined: AccountMeter; hasCosts: boolean }): ReactNode {
  const localization = useWords(usageWords);
  const { meter, terms, unit } = joined;
  const { elapsed, units } = outlookOf(joined, now);
  // Without the cost, which has a column of its own, the value isn't money.
  const usage = modelOf({ meter, terms, unit, elapsed, expectedUnits: units }, localization);
  const due = dueOf(joined);
  return (
    <tr className="mf mf-usage mf-table-row" data-kind={usage.kind} data-state={usage.state} data-tone={usage.tone}>
      {/* The icon stands at the start of the cell: a name may run in the other direction. */}
      <th className={`mf-table-cell mf-table-name${usage.tone !== 'neutral' || usage.state === 'over' || usage.state === 'unknown' ? ' mf-icon' : ''}`} scope="row">
        <UsageName usage={usage} />
      </th>
      <td className="mf-table-cell mf-table-figure">
        {usage.value === '' ? <span className="mf-usage-status">{usage.status}</span> : <UsageValue usage={usage} />}
      </td>
      <td className="mf-table-cell mf-table-bar" aria-hidden="true">
        {track(usage, { 'aria-hidden': true })}
      </td>
      {hasCosts && <td {...localeText} className="mf-table-cell mf-table-figure">{due && formatAmount(shownCost(joined), due.currency, localization.locale)}</td>}
      {action && <td className="mf-table-cell mf-usage-action">{action(joined)}</td>}
    </tr>
  );
}

function hasBilledKind({ kind }: AccountMeter['usage']): boolean {
  return kind === 'included' || kind === 'payAsYouGo';
}

/** What a meter costs so far, if it is billed. */
function dueOf({ usage, due }: AccountMeter): AccountMeter['due'] {
  return hasBilledKind(usage) ? due : undefined;
}

/** Unknown while the server has counted none of the units beyond the credits. */
function shownCost({ usage, due }: AccountMeter): number | null | undefined {
  return hasCost(usage, due) || usage.state !== 'over' ? due?.amount : null;
}

/** Which meters a chip selects. */
export interface MeterChip {
  name: 'all' | 'attention' | 'billed' | 'unused';
  matches: (joined: AccountMeter) => boolean;
}

const chips: readonly MeterChip[] = [
  { name: 'all', matches: () => true },
  { name: 'attention', matches: ({ usage }) => usage.tone !== 'neutral' },
  { name: 'billed', matches: ({ usage }) => hasBilledKind(usage) },
  { name: 'unused', matches: ({ usage }) => usage.state === 'idle' },
];

interface ChipsProps {
  meters: readonly AccountMeter[];
  /** The chosen chip; `undefined` means all. */
  chosen: MeterChip | undefined;
  onChoose: (chip: MeterChip | undefined) => void;
}

/** Buttons that narrow a long list down: all, needs attention, billed, unused. A chip that would show nothing is left out, unless it is chosen. */
export function Chips({ meters, chosen, onChoose }: ChipsProps): ReactNode {
  const { locale, messages } = useWords(tableWords);
  return (
    <div className="mf-chips" role="group" aria-label={messages.chips}>
      {chips.map((chip) => {
        const count = meters.filter(chip.matches).length;
        const isChosen = chip.name === (chosen?.name ?? 'all');
        if (count === 0 && !isChosen) return null;
        return (
          <button key={chip.name} {...localeText} type="button" className="mf-chip" aria-pressed={isChosen} onClick={() => onChoose(chip.name === 'all' ? undefined : chip)}>
            {messages.chip(chip.name, formatQuantity(count, locale, true))}
          </button>
        );
      })}
    </div>
  );
}
