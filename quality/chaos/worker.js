// Runs seeds in this thread, with jsdom as the page, and posts the report of each.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { runnerImport } from 'vite';

const { root, seeds, mode } = workerData;
// Set before React is loaded, which reads it once.
process.env.NODE_ENV = mode;
await openDom();
const { runSeed } = (await runnerImport(`${root}quality/chaos/inprocess.ts`, { configFile: false, logLevel: 'silent', root, mode })).module;
for (const seed of seeds) {
  const began = process.hrtime.bigint();
  const report = await runSeed(seed);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage({ ...report, took: Number(process.hrtime.bigint() - began) / 1e6 });
}

/** Defines the globals of a page; timers and streams stay Node's own. */
async function openDom() {
  const { JSDOM, VirtualConsole } = createRequire(`${root}package.json`)('jsdom');
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error) => console.error(String(error)));
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://shop.example/', pretendToBeVisual: false, virtualConsole });
  const names = ['window', 'document', 'location', 'navigator', 'localStorage', 'sessionStorage', 'MutationObserver', 'HTMLElement', 'HTMLInputElement', 'HTMLIFrameElement', 'Element', 'Node', 'Event', 'ErrorEvent', 'reportError'];
  for (const name of names) Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true });
}
