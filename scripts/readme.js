#!/usr/bin/env node
/**
 * Builds the examples of README and of the guides as a newcomer would: `npm run test:readme`. Packs the library, puts the
 * examples into a new Next.js application and into create-vite's React template, builds both, and serves the proxy from
 * `node:http`, Express and Hono with the lines from README.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { examples } from '../test/support/readme.js';
import { packed } from './pack.js';

const root = join(import.meta.dirname, '..');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'meterface-readme-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

const text = readFileSync(join(root, 'README.md'), 'utf8');
const unnamed = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
const session = unnamed.find((code) => code.includes('function POST')) ?? '';
const portal = unnamed.find((code) => code.includes('createPortalHandler')) ?? '';
/** What README leaves to the host: its own login. */
const login = "const signedInUser = async (_?: Request) => ({ id: 'ada' });\n";
const pick = (...names) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]));

const tarball = packed(work);

const failures = [step('Next.js', next), step('create-vite', vite), step('node:http, Express and Hono', servers)].filter((holds) => !holds);
process.exit(failures.length === 0 ? 0 : 1);

function next() {
  const home = create('next', { next: '16.4.6', ...pick('react', 'react-dom', '@tanstack/react-query', '@types/node', '@types/react', '@types/react-dom'), typescript: '6.0.3' });
  writeExamples(join(home, 'blocks'));
  // The example `elements` is for pages without React.
  const modules = examples().filter(({ word, language }) => word !== 'elements' && language !== 'html').map(({ word }) => `import '../blocks/${word}';\n`);
  write(join(home, 'app/layout.tsx'), "export default function Layout({ children }: { children: React.ReactNode }) {\n  return <html lang=\"en\"><body>{children}</body></html>;\n}\n");
  write(join(home, 'app/page.tsx'), `${modules.join('')}import { AccountPage } from '../blocks/quick-start';\nimport { Compact } from '../blocks/parts';\nimport { Rechnung } from '../blocks/language';\nexport default function Page() {\n  return <><AccountPage userId="ada" /><Compact /><Rechnung /></>;\n}\n`);
  write(join(home, 'app/api/polar-session/route.ts'), session + login);
  write(join(home, 'app/api/portal/[...path]/route.ts'), portal + login);
  run('npx', ['next', 'build'], home);
}

function vite() {
  run('npx', ['-y', 'create-vite@9.3.0', 'vite', '--template', 'react-ts', '--no-interactive'], work);
  const home = join(work, 'vite');
  // A page made by create-vite has no types of Node, which a server's example needs.
  writeExamples(join(home, 'src'), ({ code }) => !code.includes('process.env'));
  write(join(home, 'src/App.tsx'), "import { AccountPage } from './quick-start';\nexport default function App() {\n  return <AccountPage userId=\"ada\" />;\n}\n");
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball, '@tanstack/react-query'], home);
  run('npm', ['run', 'build'], home);
}

/** Runs README's handler on each server, in front of the demo API. */
function servers() {
  const home = create('servers', { express: '5.3.0', hono: '4.13.19', '@hono/node-server': '2.1.8', tsx: '4.23.15', ...pick('@types/node', 'typescript') });
  write(join(home, 'portal.ts'), portal + login);
  write(
    join(home, 'main.ts'),
    `import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import { toNodeListener } from 'meterface/server';
import { createDemoPolar } from 'meterface/testing';
import { GET as portal } from './portal';

const polar = createDemoPolar({ accessToken: 'polar_oat_readme', moving: false });
const real = globalThis.fetch;
globalThis.fetch = (input, init) => (String(input).startsWith('https://api.polar.sh/') ? polar(String(input), init) : real(input, init));
const onExpress = express();
${mount('Express').replace(/^app/, 'onExpress')};
const app = new Hono();
${mount('Hono')};
const listeners = { node: ${mount('node:http')}, express: createServer(onExpress), hono: createServer(getRequestListener(app.fetch)) };
for (const [name, server] of Object.entries(listeners)) {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  const response = await fetch(\`http://localhost:\${port}/api/portal/meters/?page=1&limit=10\`);
  const body = await response.text();
  if (response.status !== 200 || !body.includes('Image credits')) throw new Error(\`\${name} responded \${response.status} \${body}\`);
  server.closeAllConnections();
  server.close();
}
`,
  );
  run(process.execPath, ['--import', 'tsx', 'main.ts'], home, { POLAR_ACCESS_TOKEN: 'polar_oat_readme' });
}

/** The line of README's table that mounts the handler on a server. @param {string} server */
function mount(server) {
  const row = text.split('\n').find((line) => line.startsWith(`| \`${server}\` |`) || line.startsWith(`| ${server} |`));
  return /\| `([^`]+)` \|$/.exec(row ?? '')?.[1] ?? '';
}

/** A new project with the packed library. @param {string} name @param {Record<string, string>} versions */
function create(name, versions) {
  const home = join(work, name);
  write(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { ...versions, meterface: `file:${tarball}` } }));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], home);
  return home;
}

/** @param {string} folder */
function writeExamples(folder, isWanted = (/** @type {{ code: string }} */ _example) => true) {
  for (const { word, language, code } of examples().filter(isWanted)) write(join(folder, `${word}.${language}`), code);
  write(join(folder, 'session.ts'), login.replace('const', 'export const'));
}

/** @param {string} file @param {string} content */
function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Does one thing, and says how it went. @param {string} what @param {() => void} action */
function step(what, action) {
  const begun = performance.now();
  try {
    action();
    console.log(`✓ ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    const { message, stdout, stderr } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error);
    console.log(`✗ ${what}\n${stdout || message}${stderr ?? ''}`);
    return false;
  }
}

/** Runs a program to its end, and returns what it printed. @param {string} command @param {string[]} words @param {string} cwd */
function run(command, words, cwd, more = {}) {
  return execFileSync(command, words, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...more } });
}
