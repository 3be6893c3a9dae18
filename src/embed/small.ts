import { Attention } from './Attention';
import { MeterBalance } from './MeterBalance';
import { OneMeter } from './OneMeter';
import { Thresholds } from './Thresholds';

/** What elements about one meter download, and what watches thresholds. */
export const small = { Attention, MeterBalance, OneMeter, Thresholds };
