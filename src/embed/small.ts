import { Attention } from './Attention';
import { MeterBalance } from './MeterBalance';
import { OneMeter } from './OneMeter';
import { Thresholds } from './Thresholds';

/** The widgets about one meter, which their elements download. */
export const small = { Attention, MeterBalance, OneMeter, Thresholds };
