import type { ReactNode } from 'react';
import { moduleHook } from '../widgets/moduleHook';
import type { ThresholdsProps } from './Thresholds';

const useThresholdsPart = moduleHook(async () => (await import('./small')).small.Thresholds);

/** Downloads what watches the thresholds. No event fires before it has arrived. */
export function ThresholdEvents(props: ThresholdsProps): ReactNode {
  const [Part] = useThresholdsPart(true);
  return Part ? <Part {...props} /> : null;
}
