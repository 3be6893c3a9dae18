import type { ReactElement } from 'react';
import type { HistoryChart } from '../core/history';
import { percent } from './svg';
import { spark } from './spark';

/** The share of an interval's width that its bar takes. */
const breadth = 0.8;
/** The smallest height of a bar with any usage, as a share of the drawing. */
const leastHeight = 0.08;
/** The height of an interval without usage, with unknown usage, or in the future. */
const bareHeight = 0.04;

/** One bar for each day, or for each week or month of a long period. Has no numbers, because the row says how much was used. The latest bar is the darkest, if it has usage. */
export function Sparkline({ bars }: Pick<HistoryChart, 'bars'>): ReactElement {
  const latest = bars.findLastIndex(({ units }) => units !== null);
  return (
    <svg {...spark}>
      {bars.map(({ start, units, height }, index) => {
        const own = units !== null && units > 0 ? Math.max(leastHeight, height) : bareHeight;
        return (
          <rect
            key={start.getTime()}
            rx={1}
            fillOpacity={own === bareHeight ? 0.3 : index === latest ? 1 : 0.72}
            x={percent((index + (1 - breadth) / 2) / bars.length)}
            width={percent(breadth / bars.length)}
            y={percent(1 - own)}
            height={percent(own)}
          />
        );
      })}
    </svg>
  );
}
