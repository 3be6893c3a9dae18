/** The path of a browser that starts, or `undefined`. `CHROMIUM_PATH` decides where it is set. */
export function findChromium(): string | undefined;

/** How to start it, for Playwright's `launch` and Vitest's provider. */
export function launchOptions(): { args: string[]; executablePath?: string };

/** The same page on every machine, for Playwright's `newContext`. */
export const contextOptions: {
  readonly deviceScaleFactor: 1;
  readonly locale: 'en-US';
  readonly timezoneId: 'UTC';
  readonly reducedMotion: 'reduce';
};
