import { UsageNumber } from '../components/UsageNumber';
import { UsageRing } from '../components/UsageRing';
import { Chips, UsageTable } from './UsageTable';

/** Drawings of usage other than rows of bars. `Usage` downloads them when it needs one. */
export const views = { Chips, UsageTable, number: UsageNumber, ring: UsageRing };
