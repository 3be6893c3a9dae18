import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { visit } from '../browser';

/** The address of a page that exists only in the browser. */
const origin = 'https://shop.example';

/** The script and the style sheet of the README's quick start with the demo's API in the page. */
async function bundle(): Promise<{ script: string; styles: string }> {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const built = await build({
    configFile: false,
    root: here('.'),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { target: 'esnext', write: false, minify: false, copyPublicDir: false, rolldownOptions: { output: { codeSplitting: false } }, lib: { entry: here('client.tsx'), formats: ['es'], fileName: 'client', cssFileName: 'client' } },
  });
  const files = (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  const textOf = (end: string) => {
    const file = files.find(({ fileName }) => fileName.endsWith(end));
    return file?.type === 'chunk' ? file.code : String(file?.source ?? '');
  };
  return { script: textOf('.js'), styles: textOf('.css') };
}

const bundled = bundle();

/** What happened on a page while it loaded. */
export interface Seen {
  /** The sum of all layout shifts. */
  shift: number;
  /** The elements that moved, for the message of a failed test. */
  moved: string[];
  /** The height of each widget in its first frame, and after it has loaded. */
  reserved: number[];
  heights: number[];
  /** The heights of the parts of the skeletons, and those of what replaced them, by class. */
  bones: Record<string, number[]>;
  parts: Record<string, number[]>;
}

interface Watched {
  shifts?: Array<{ value: number; moved: string[] }>;
  /** The heights of the widgets and of the parts of their skeletons, in their first frame. */
  reserved?: number[];
  bones?: Record<string, number[]>;
  partsOf?: () => Record<string, number[]>;
}

/** Opens the quick start in a new browser context. `query` names the customer and the widgets. */
export async function openShop(query: string, options: BrowserContextOptions = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const { script, styles } = await bundled;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Account</title><link rel="stylesheet" href="/styles.css"><style>body { font-family: 'Liberation Sans', sans-serif }</style><body><div id="root"></div><script type="module" src="/script.js"></script>`;
  const { page } = await visit('about:blank', { viewport: { width: 1200, height: 800 }, ...options }, async (page) => {
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const [contentType, body] = pathname === '/script.js' ? ['text/javascript', script] : pathname === '/styles.css' ? ['text/css', styles] : ['text/html', html];
      return route.fulfill({ contentType: `${contentType}; charset=utf-8`, body });
    });
    await page.addInitScript(watchShifts);
    await prepare?.(page);
  });
  await page.goto(`${origin}/account?${query}`);
  return page;
}

/** Runs in the page. */
function watchShifts(): void {
  const watched = globalThis as Watched;
  const shifts: Watched['shifts'] = (watched.shifts = []);
  const nameOf = (node: Node | null | undefined) => (node instanceof Element ? `${node.tagName} ${node.getAttribute('class')}` : (node?.textContent ?? '').slice(0, 40));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number; sources: Array<{ node: Node | null }> }>) {
      shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const names = ['mf-head', 'mf-item', 'mf-bill-head', 'mf-amount', 'mf-mix', 'mf-bill-line'];
  const heightOf = (element: Element) => Math.round(element.getBoundingClientRect().height * 10) / 10;
  const partsOf = () => Object.fromEntries(names.map((name) => [name, [...document.querySelectorAll(`.${name}`)].map(heightOf)]));
  watched.partsOf = partsOf;
  const lookForWidgets = () => {
    const widgets = [...document.querySelectorAll('.mf-widget')];
    if (widgets.length === 0) return void requestAnimationFrame(lookForWidgets);
    watched.reserved = widgets.map((widget) => widget.getBoundingClientRect().height);
    watched.bones = partsOf();
  };
  lookForWidgets();
}

/** Waits until all widgets have loaded and 600 ms more for late shifts, and returns what happened. */
export async function seenBy(page: Page): Promise<Seen> {
  await page.waitForFunction(() => document.querySelector('.mf-widget') !== null && document.querySelector('.mf-widget[aria-busy="true"]') === null);
  await page.waitForTimeout(600);
  return page.evaluate(() => {
    const { shifts = [], reserved = [], bones = {}, partsOf } = globalThis as Watched;
    const heights = [...document.querySelectorAll('.mf-widget')].map((widget) => widget.getBoundingClientRect().height);
    return { shift: shifts.reduce((sum, { value }) => sum + value, 0), moved: shifts.flatMap(({ moved }) => moved), reserved, heights, bones, parts: partsOf?.() ?? {} };
  });
}
