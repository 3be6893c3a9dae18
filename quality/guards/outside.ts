// Guards of lines 80 and up: faults that were found from outside.
import type { Guard } from './table';

const refreshTimer = 'src/react/startRefreshTimer.ts';

export const outside: readonly Guard[] = [
  { line: 80, file: 'src/core/timer.ts', was: 'left > longestTimeout ? wait(left - longestTimeout) : run()', without: 'run()' },
  { line: 80, file: 'src/core/timer.ts', was: 'Math.min(left, longestTimeout)', without: 'left' },
  { line: 80, file: refreshTimer, was: 'milliseconds <= 0 || milliseconds >= 1000', without: 'true' },
  { line: 80, file: 'src/react/queries.ts', was: ' && refreshEvery < Infinity', without: '' },
  { line: 80, file: 'src/core/errors.ts', was: 'Math.min(longestWait, Math.ceil(options.retryAfter))', without: 'options.retryAfter' },
];
