#!/usr/bin/env node
/**
 * Tries the lowest and highest versions of the peers that package.json allows: `npm run test:versions [-- lowest …]`.
 * Installs each set beside the packed library, compiles README's examples against its types in full (no `skipLibCheck`),
 * and renders the widgets in plain Node. Sets that no other test command covers then run the tests of hooks, widgets, elements and README.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../test/support/readme.js';
import { packed } from './pack.js';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/versions');
const { exports, peerDependencies, dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The lowest version of each part of a range: "^18.2.0 || ^19.0.0" gives 18.2.0 and 19.0.0. */
const lowest = (range) => range.split('||').map((part) => part.trim().replace(/^\^/, ''));
const [lowest18 = '', lowest19 = ''] = lowest(peerDependencies.react);
const [lowestQuery = ''] = lowest(peerDependencies['@tanstack/react-query']);
const [zod = ''] = lowest(dependencies.zod);
const highestQuery = devDependencies['@tanstack/react-query'];

/** @param {string} version @param {string} query @param {string} typescript @param {string} [types] the version of React's types */
const set = (version, query, typescript, types = version) => ({
  react: version,
  'react-dom': version,
  '@tanstack/react-query': query,
  '@types/react': types,
  '@types/react-dom': types,
  '@types/node': devDependencies['@types/node'],
  zod,
  typescript,
});

const sets = {
  // React's first types for 18.2 name a module that newer types of its scheduler have dropped.
  lowest: { versions: { ...set(lowest18, lowestQuery, '5.4.5'), '@types/scheduler': '0.16.3' }, tests: ['test/react', 'test/widgets', 'test/embed', 'test/readme'] },
  react18: { versions: { ...set('18.3.1', highestQuery, '5.9.3'), '@types/react-dom': '18.3.1' }, tests: [] },
  // A TanStack Query from the weeks in which it began to allow React 19.
  react19: { versions: set(lowest19, '5.56.2', '6.0.3'), tests: ['test/react', 'test/widgets', 'test/embed', 'test/readme'] },
  highest: { versions: set(devDependencies.react, highestQuery, devDependencies.typescript, devDependencies['@types/react']), tests: [] },
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sets);
const unknown = names.filter((name) => !Object.hasOwn(sets, name));
if (unknown.length > 0) throw new Error(`There is no set ${unknown.join(', ')}. The sets are ${Object.keys(sets).join(', ')}.`);

mkdirSync(cache, { recursive: true });
const tarball = packed(cache);
let failed = 0;
for (const name of names) {
  const home = join(cache, name);
  const { versions, tests } = sets[name];
  step(`${name}: installs`, () => install(home, versions));
  for (const resolution of ['bundler', 'node16']) step(`${name}: compiles with moduleResolution ${resolution}`, () => compile(home, resolution));
  step(`${name}: renders in Node`, () => run(process.execPath, ['render.mjs'], home));
  if (tests.length > 0) step(`${name}: passes the tests`, () => run('npx', ['vitest', 'run', '--project=versions*', '--reporter=dot', ...tests], root, { METERFACE_VERSIONS: home }));
}
process.exit(failed === 0 ? 0 : 1);

/** Installs exact versions and the packed library, and writes what is compiled and run there. */
function install(home, versions) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'src'), { recursive: true });
  const manifest = { private: true, type: 'module', dependencies: { ...versions, meterface: `file:${tarball}` } };
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest, null, 2));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], home);
  // The types of elements in JSX are for React 19.
  const entries = Object.keys(exports).filter((path) => !/\.(json|css)$/.test(path) && (path !== './embed/jsx' || versions['@types/react'].startsWith('19.')));
  const all = entries.map((path, index) => `export * as entry${index} from 'meterface${path.slice(1)}';\n`);
  writeFileSync(join(home, 'src/all.ts'), `import 'meterface/styles.css';\n${all.join('')}`);
  for (const { word, language, code } of examples()) writeFileSync(join(home, `src/${word}.${language}`), code.replaceAll("'./session'", "'./session.js'"));
  writeFileSync(join(home, 'src/session.ts'), readFileSync(join(root, 'test/support/session.ts')));
  const queries = readFileSync(join(root, 'test/versions/queries.ts'), 'utf8').replaceAll('../../src', 'meterface');
  writeFileSync(join(home, 'src/queries.ts'), queries);
  writeFileSync(join(home, 'render.mjs'), readFileSync(join(root, 'test/versions/render.js')));
}

function compile(home, moduleResolution) {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: moduleResolution === 'bundler' ? 'ESNext' : moduleResolution,
    moduleResolution,
    jsx: 'react-jsx',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  };
  const file = join(home, `tsconfig.${moduleResolution}.json`);
  writeFileSync(file, JSON.stringify({ compilerOptions, include: ['src'] }));
  run(process.execPath, [join(home, 'node_modules/typescript/bin/tsc'), '-p', file], home);
}

/** Does one thing, and says how it went. */
function step(what, action) {
  const begun = performance.now();
  try {
    action();
    console.log(`✓ ${what} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    const { message, stdout, stderr } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error);
    console.log(`✗ ${what}\n${stdout ?? message}${stderr ?? ''}`);
  }
}

/** Runs a program to its end, and returns what it printed. */
function run(command, words, cwd, more = {}) {
  return execFileSync(command, words, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...more } });
}
