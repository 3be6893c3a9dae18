import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { now, setDate } from '../../stories/clock';

/**
 * Hides today's date from all tests, from the code that they run, and from the responses of their servers, even while a test
 * file loads: a test that expects a date passes on every day, or on none.
 */
const mark = Symbol.for('meterface.date');
// Test files share a process, whose date is set once.
if (!(mark in globalThis)) {
  Object.assign(globalThis, { [mark]: setDate(now.getTime()) });
  // Node writes this header by a clock of its own.
  subscribe('http.server.request.start', (message) => {
    (message as { response: ServerResponse }).response.setHeader('Date', new Date().toUTCString());
  });
}
