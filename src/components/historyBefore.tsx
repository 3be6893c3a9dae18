import type { Messages } from '../i18n/messages';
import type { HistoryMore } from './chart';

const ghost = { rx: 2, fill: 'currentColor', fillOpacity: 0.1, stroke: 'currentColor', strokeOpacity: 0.25 };

/** The parts of a chart that show the previous range: a ghost behind each bar, its units in the bar's text, and a key. */
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
