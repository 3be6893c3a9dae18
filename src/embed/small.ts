import { Attention } from './Attention';
import { MeterBalance } from './MeterBalance';
import { OneMeter } from './OneMeter';

/** The widgets about one meter, which their elements download. */
export const small = { Attention, MeterBalance, OneMeter };
