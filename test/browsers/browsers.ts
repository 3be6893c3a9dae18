import { afterAll, beforeAll } from 'vitest';
import { openFirefox } from './firefox.js';
import type { Settings, Tab } from './tab';
import { openWebKit } from './webkit.js';

/** The browsers beside Chromium, which all other tests visit. */
export const browsers = [
  { name: 'Firefox', open: openFirefox },
  { name: 'WebKit', open: openWebKit },
] as const;

/** Opens one tab for all tests of a `describe`. */
export function serveTab(open: (settings: Settings) => Promise<Tab>, settings: Settings = {}): () => Tab {
  let tab: Tab | undefined;
  beforeAll(async () => {
    tab = await open(settings);
  });
  afterAll(() => tab?.close());
  return () => tab!;
}
