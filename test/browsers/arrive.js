import { setTimeout as pause } from 'node:timers/promises';

/** Marks the document that a tab shows, so that `arrive` can tell it from the next one. @param {Pick<import('./tab').Tab, 'evaluate'>} tab */
export function mark(tab) {
  return tab.evaluate(() => void Object.assign(globalThis, { isLeft: true }), undefined);
}

/** Waits until the tab shows another document and has read its HTML, at least up to the module script. @param {Pick<import('./tab').Tab, 'evaluate'>} tab */
export async function arrive(tab) {
  const isThere = () => !('isLeft' in globalThis) && document.body !== null && (document.readyState !== 'loading' || document.querySelector('script[type=module]') !== null);
  for (let tries = 0; tries < 600; tries++) {
    // Fails while one document replaces another.
    if (await tab.evaluate(isThere, undefined).catch(() => false)) return;
    await pause(50);
  }
  throw new Error('The page did not load within 30 seconds.');
}
