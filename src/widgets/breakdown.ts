// What `UsageHistory` downloads for the values of a metadata key. It imports nothing that the page already has, because bundlers would divide the page's own files to share it.
export { historyParts } from '../components/historyParts';
export { loadBreakdown } from '../react/loadBreakdown';
