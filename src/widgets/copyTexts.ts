import { exportBills, exportUsage } from '../core/exports';
import { supportText } from '../core/supportText';

/** What writes the texts to copy. A widget downloads it after it has rendered. */
export const copyTexts = { exportBills, exportUsage, supportText };
