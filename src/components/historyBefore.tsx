import type { Messages } from '../i18n/messages';
import type { HistoryMore } from './chart';

const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };

/** Draws the units of the time before, bar by bar, as ghosts behind the bars. */
export function historyBefore(before: readonly (number | null)[], messages: Pick<Messages, 'timeBefore' | 'unitsBefore'>): HistoryMore {
  return {
    highest: Math.max(...before.map(Number)),
    saidOf: (index, quantity) => (before[index] == null ? '' : messages.unitsBefore(quantity(before[index]))),
    behind: (index, full, draw) => draw(index, 0, (before[index] ?? 0) / full, ghost, 0.86),
    key: (
      <p className="mf-hint">
        <svg width={10} height={10} aria-hidden="true"><rect x={0.5} y={0.5} width={9} height={9} {...ghost} /></svg> {messages.timeBefore}
      </p>
    ),
  };
}
