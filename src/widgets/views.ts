import { UsageNumber } from '../components/UsageNumber';
import { UsageRing } from '../components/UsageRing';
import { arrange } from './arrange';
import { MeterSparkline } from './MeterSparkline';
import { OnItsWay } from './OnItsWay';
import { percentViews } from './percent';
import { UsageGroups } from './UsageGroups';
import { Chips, UsageTable } from './UsageTable';

/** Drawings of usage other than bars, and what long lists and actions need. `Usage` downloads them when it needs one. */
export const views = { Chips, MeterSparkline, OnItsWay, UsageGroups, UsageTable, arrange, percent: percentViews, number: UsageNumber, ring: UsageRing };
