import { PeriodHistory } from './PeriodHistory';

/** What `UsageHistory` downloads when it has no history to draw. */
export const historyPart = { PeriodHistory };
