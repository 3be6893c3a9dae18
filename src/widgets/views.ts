import { UsageNumber } from '../components/UsageNumber';
import { UsageRing } from '../components/UsageRing';
import { arrange } from './arrange';
import { percentViews } from './percent';
import { UsageGroups } from './UsageGroups';
import { Chips, UsageTable } from './UsageTable';

/** Drawings of usage other than rows of bars, and what long lists need. `Usage` downloads them when it needs one. */
export const views = { Chips, UsageGroups, UsageTable, arrange, percent: percentViews, number: UsageNumber, ring: UsageRing };
