import { Countdown } from '../components/Countdown';
import { ErrorNotice } from '../components/ErrorNotice';
import { UsageNumber } from '../components/UsageNumber';
import { UsageRing } from '../components/UsageRing';
import { arrange } from './arrange';
import { MeterSparkline } from './MeterSparkline';
import { OnItsWay } from './OnItsWay';
import { percentViews } from './percent';
import { UsageGroups } from './UsageGroups';
import { Chips, UsageTable } from './UsageTable';

/** Drawings of usage other than bars, and what long lists, actions and most errors need. Widgets download them when they need one. */
export const views = { Chips, Countdown, ErrorNotice, MeterSparkline, OnItsWay, UsageGroups, UsageTable, arrange, percent: percentViews, bar: undefined, number: UsageNumber, ring: UsageRing };
