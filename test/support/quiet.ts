import { format } from 'node:util';
import { afterEach } from 'vitest';

/**
 * Makes a test fail when anything prints to the console while it runs: React's warnings are bugs, and what a
 * library prints, a host's users see. A test that expects print replaces the method (`vi.spyOn(console, 'error')`)
 * and says what it got; its own replacement is then called, not this one.
 */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

let printed: string[] = [];

for (const method of methods) {
  console[method] = (...parts: unknown[]) => {
    printed.push(`console.${method}: ${format(...parts)}`);
  };
}

// Runs after every other afterEach (the first to be registered is the last to run), so that clean-up is heard, too.
afterEach(() => {
  const messages = printed;
  printed = [];
  if (messages.length > 0) throw new Error(`The console must stay quiet in tests.\n${messages.join('\n')}`);
});
