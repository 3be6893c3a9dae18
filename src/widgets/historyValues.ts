import { historyParts } from '../components/historyParts';
import { breakdownQuery } from '../react/breakdownQuery';

/** What `UsageHistory` downloads for the values of a metadata key. It imports nothing that the page already has, because bundlers would divide the page's own files to share it. */
export const historyValues = { queryOf: breakdownQuery, moreOf: historyParts };
