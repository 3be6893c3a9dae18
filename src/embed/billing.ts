import { Billing } from '../widgets/Billing';
import { DueAmounts } from './DueAmounts';

/** The widgets about bills, which their elements download. */
export const billing = { Billing, DueAmounts };
