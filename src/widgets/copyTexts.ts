import { exportBills, exportUsage } from '../core/exports';
import { supportText } from '../core/supportText';

/** The functions that write the texts to copy. A widget downloads them after it has rendered. */
export const copyTexts = { exportBills, exportUsage, supportText };
