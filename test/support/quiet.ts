import { format } from 'node:util';
import { afterEach } from 'vitest';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/**
 * Fails a test that prints to the console: React's warnings are bugs, and a host's users would see our output. A test that
 * expects output replaces the method, as in `vi.spyOn(console, 'error')`, and checks it.
 *
 * Files that share a window load a module once, so the set-up calls this function for each file.
 */
export function keepQuiet(): void {
  let printed: string[] = [];

  for (const method of methods) {
    console[method] = (...parts: unknown[]) => {
      printed.push(`console.${method}: ${format(...parts)}`);
    };
  }

  // Registered first, so it runs after every other afterEach and also covers the output of clean-ups.
  afterEach(() => {
    const messages = printed;
    printed = [];
    if (messages.length > 0) throw new Error(`The console must stay quiet in tests.\n${messages.join('\n')}`);
  });
}
