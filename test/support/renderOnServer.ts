import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';

/**
 * The HTML of a server. These modules were loaded in a window, where `useBeforePaint` is `useLayoutEffect`, and React 18
 * warns about that hook: this one warning is left out. test/page/ssr.test.ts renders with modules that were loaded on a
 * server, and expects no warning at all.
 */
export function renderOnServer(element: ReactElement): string {
  const { error } = console;
  console.error = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('useLayoutEffect does nothing on the server')) error(...parts);
  };
  try {
    return renderToString(element);
  } finally {
    console.error = error;
  }
}
