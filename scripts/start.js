// Serves the self-service page and, on the next port, the demo API that it asks across origins.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer, runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {{ port?: number, environment?: Record<string, string | undefined>, logLevel?: 'info' | 'silent' }} [options]
 * @returns {Promise<{ url: string, api: string, demo: import('../src/testing').DemoPolar, close: () => Promise<void> }>}
 */
export async function startDemo({ port = 5173, environment = process.env, logLevel = 'info' } = {}) {
  // The same TypeScript that tests import: Vite runs it, so that no build comes first.
  const load = async (file) => (await runnerImport(`${root}${file}`, { configFile: false, logLevel: 'silent' })).module;
  const { createBackend } = await load('demo/backend.ts');
  const { listen, nodeListener } = await load('demo/listen.ts');
  const { createDemoPolar, DEMO_ACCESS_TOKEN } = await load('src/testing/index.ts');

  const demo = createDemoPolar();
  const real = Boolean(environment.POLAR_ACCESS_TOKEN || environment.POLAR_CUSTOMER_EXTERNAL_ID);
  const api = real ? undefined : await listen(demo, { port: port === 0 ? 0 : port + 1, host: 'localhost' });
  const backend = createBackend(environment, { demo: { url: api?.url ?? '', accessToken: DEMO_ACCESS_TOKEN, customers: demo.customers } });

  const vite = await createServer({
    configFile: false,
    root: `${root}demo`,
    cacheDir: `${root}node_modules/.vite-demo`,
    logLevel,
    clearScreen: false,
    server: { port, strictPort: true, host: 'localhost', fs: { allow: [root] }, hmr: logLevel === 'silent' ? false : undefined },
    optimizeDeps: { include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', '@tanstack/react-query', 'zod/mini'] },
    plugins: [
      react(),
      {
        name: 'meterface-demo',
        configureServer: (server) => {
          server.middlewares.use('/session', nodeListener(backend.session));
        },
        transformIndexHtml: (html) => html.replace('<!-- settings -->', () => settings(backend)),
      },
    ],
  });

  await vite.listen();
  const address = vite.httpServer.address();
  return {
    url: `http://localhost:${address.port}/`,
    api: backend.server,
    demo,
    close: async () => {
      await vite.close();
      await api?.close();
    },
  };
}

/** @param {{ server: string, customers: readonly string[] }} backend */
function settings({ server, customers }) {
  const meta = (name, content) => `<meta name="meterface:${name}" content="${content.replace(/[&"<]/g, (c) => `&#${c.charCodeAt(0)};`)}" />`;
  return [meta('server', server), meta('customers', customers.join(' ')), `<link rel="preconnect" href="${encodeURI(server)}" crossorigin />`].join('\n    ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { url, api } = await startDemo({ port: Number(process.env.PORT || 5173) });
    console.log(`\n  Usage and billing  ${url}\n  Polar API          ${api}\n`);
  } catch (error) {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
