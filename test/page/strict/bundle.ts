import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type InlineConfig, type Rolldown } from 'vite';
import type { RenderOptions } from './server';

/** The code of the strict page, built with one version of React. */
export interface Bundle {
  render: (options: RenderOptions) => Promise<{ html: string; state: string }>;
  script: string;
  styles: string;
}

/**
 * Builds the server and browser code of the page that `serveStrict` serves under a strict content security policy, with React's development warnings.
 * @param folder where to write the server code, for Node to import.
 */
export async function bundle(react: '18' | '19', folder: string): Promise<Bundle> {
  const [client] = await Promise.all([
    build(configOf(react, { write: false, cssMinify: false, rolldownOptions: { output: { codeSplitting: false } }, lib: { entry: here('client.tsx'), formats: ['es'], fileName: 'client', cssFileName: 'client' } })),
    build(configOf(react, { ssr: here('server.tsx'), outDir: folder, emptyOutDir: false, rolldownOptions: { output: { entryFileNames: `server${react}.mjs` } } })),
  ]);
  const files = (client as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  const textOf = (name: string) => {
    const file = files.find(({ fileName }) => fileName.endsWith(name));
    return file?.type === 'chunk' ? file.code : String(file?.source ?? '');
  };
  const url = pathToFileURL(join(folder, `server${react}.mjs`)).href;
  const { render } = (await import(/* @vite-ignore */ url)) as Pick<Bundle, 'render'>;
  return { render, script: textOf('.js'), styles: textOf('.css') };
}

function configOf(react: '18' | '19', options: InlineConfig['build']): InlineConfig {
  const react18 = here('../../react18/node_modules');
  return {
    configFile: false,
    root: here('.'),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias: react === '18' ? [{ find: /^(react|react-dom)($|\/.*$)/, replacement: `${react18}/$1$2` }] : [] },
    ssr: { noExternal: true },
    build: { target: 'es2022', minify: false, copyPublicDir: false, ...options },
  };
}

function here(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
