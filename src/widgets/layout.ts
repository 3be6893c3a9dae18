import type { ReactNode } from 'react';
import type { AccountMeter } from '../core/joinMeters';

/** What the customer can do about a meter: a button, a link or nothing. */
export type UsageAction = (meter: AccountMeter) => ReactNode;

/** `percent` shows shares of the credits in place of units. */
export type UsageShow = 'units' | 'percent';

/**
 * How meters are arranged. `compact` is for a sidebar: a name, what is left and a bar. `table` has one line for each meter,
 * and for ten or more meters chips that narrow it down. `auto` is a table of bars for ten or more meters, and rows for fewer meters or with another `variant`.
 */
export type UsageLayout = 'auto' | 'rows' | 'compact' | 'cards' | 'table';

/** How a meter is drawn outside of a table. */
export type UsageVariant = 'bar' | 'ring' | 'number';
