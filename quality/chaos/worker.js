// Runs seeds in this thread, with jsdom as the page, and posts the report of each.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { build } from 'vite';

const { root, seeds, mode } = workerData;
// Set before React is loaded, which reads it once.
process.env.NODE_ENV = mode;
await openDom();
const { runSeed } = await import(pathToFileURL(await bundle()).href);
for (const seed of seeds) {
  const began = process.hrtime.bigint();
  const report = await runSeed(seed);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage({ ...report, took: Number(process.hrtime.bigint() - began) / 1e6 });
}

/** Bundles the loads into one file, so that what widgets import dynamically is there at once: page time doesn't wait for files. */
async function bundle() {
  const outDir = join(root, `node_modules/.cache/chaos/${threadId}`);
  await build({
    root,
    mode,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'quality/chaos/inprocess.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'inprocess.mjs' }, onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log) },
    },
  });
  return join(outDir, 'inprocess.mjs');
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
