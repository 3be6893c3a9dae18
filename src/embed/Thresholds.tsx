import { useThresholds } from '../react/useThresholds';
import { fire } from './events';

export interface ThresholdsProps {
  element: HTMLElement;
  thresholds: readonly number[];
}

/** Fires an event when a meter reaches one of the thresholds: once in each period, on only one of the elements with that threshold. */
export function Thresholds({ element, thresholds }: ThresholdsProps): null {
  useThresholds({
    thresholds,
    onThreshold: ({ meter, level }) => void fire(element, 'meterface-threshold', { meterId: meter.meterId, name: meter.meter.name, level }),
  });
  return null;
}
