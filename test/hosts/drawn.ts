import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import type { Tab } from '../browsers/tab';

let bundled: Promise<string> | undefined;

/** Draws the widgets of drawn/client.tsx in a browser, with one line of a bill unfolded, and returns their HTML. */
export async function drawnIn(page: Pick<Tab, 'setContent' | 'evaluate'>, words: 'english' | 'arabic' = 'english'): Promise<string> {
  const script = await (bundled ??= bundle());
  await page.setContent(`<!doctype html><meta charset="utf-8"><body><div id="root" data-words="${words}"></div><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`);
  for (let tries = 0; tries < 600; tries++) {
    const html = await page.evaluate(() => (document.documentElement.dataset['ready'] === 'true' ? document.querySelector('#root')!.innerHTML : null), undefined);
    if (html !== null) return html;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The widgets did not load.');
}

/** One script with React, the widgets and the demo's API. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('./drawn/client.tsx', import.meta.url));
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('./drawn', import.meta.url)),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { target: 'esnext', write: false, minify: true, copyPublicDir: false, rolldownOptions: { output: { codeSplitting: false } }, lib: { entry, formats: ['es'], fileName: 'client' } },
  });
  const [output] = (built as Rolldown.RolldownOutput[]).flatMap((one) => one.output);
  if (output?.type !== 'chunk') throw new Error('Vite wrote no script.');
  return output.code;
}
