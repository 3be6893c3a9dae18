import { ErrorNotice } from '../components/ErrorNotice';
import { UsageNumber } from '../components/UsageNumber';
import { UsageRing } from '../components/UsageRing';
import { arrange } from './arrange';
import { holdFocus } from './holdFocus';
import { MeterSparkline } from './MeterSparkline';
import { NoMatch } from './NoMatch';
import { OnItsWay } from './OnItsWay';
import { percentViews } from './percent';
import { StaleReason, StaleSignIn } from './StaleReason';
import { UsageGroups } from './UsageGroups';
import { Chips, UsageTable } from './UsageTable';

/** What only some pages need: drawings of usage other than bars, percentages, charts, groups, and what long lists, actions, most errors and the keyboard focus need. Widgets download all of it when they need a part. */
export const views = { Chips, ErrorNotice, MeterSparkline, NoMatch, OnItsWay, Reason: StaleReason, SignIn: StaleSignIn, UsageGroups, UsageTable, arrange, percent: percentViews, bar: undefined, hold: holdFocus, number: UsageNumber, ring: UsageRing };
