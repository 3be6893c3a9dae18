import type { ReactElement } from 'react';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { OutageNotice } from '../components/Notice';
import { type LoadedModule, partMissing } from './moduleHook';

/** What stands in the place of a history while a part of `UsageHistory` downloads, and if it could not be downloaded. */
export function missingPart([part, retry]: LoadedModule<object>): ReactElement {
  return part === null ? <OutageNotice error={partMissing()} onRetry={retry} /> : <HistorySkeleton />;
}
