import type { ReactNode } from 'react';
import type { HistoryView, ViewedMeter } from '../core/historyView';
import { type HistoryChoice, historyViews } from '../core/historyViews';
import { timeWords } from '../i18n/english/times';
import type { Messages } from '../i18n/messages';

export interface HistoryTimes {
  view: HistoryView;
  /** The field where the customer chooses another view, if there are several. */
  choice: ReactNode;
}

/** What a history shows, and what the customer can choose instead. `chosen` is the name of a view. */
export function historyTimes(meter: ViewedMeter, choice: HistoryChoice, now: Date, isBrokenDown: boolean, given: Partial<Messages>, chosen: string | undefined, choose: (name: string) => void): HistoryTimes {
  const messages = { ...timeWords, ...given };
  const { views, first } = historyViews(meter, choice, now, isBrokenDown);
  const byName = new Map(views.map((view) => [messages.historyView(view.name, view.count), view]));
  const view = byName.get(chosen as string) ?? first;
  return {
    view,
    choice: byName.size > 1 && (
      <select className="mf-field" aria-label={messages.historyRange} value={messages.historyView(view.name, view.count)} onChange={(event) => choose(event.target.value)}>
        {[...byName.keys()].map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    ),
  };
}
