#!/usr/bin/env node
/**
 * Writes the declarations to `dist` and completes the file name of each import: TypeScript under `node16` and `nodenext`
 * needs `./errors.js`, not `./errors`. Fails when a declaration imports a package that hosts don't install, because under
 * a strict installer such as pnpm, TypeScript can't find it and silently treats its types as `any`. Declarations that no entry point needs are not published.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { dependencies, exports, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });
// Hosts install React Query, which exports all of its core.
const aliases = { '@tanstack/query-core': '@tanstack/react-query' };

const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join(dist, name);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(/^(import|export|\} from|.*\bimport\().*$/gm, (line) => {
    return line.replace(/(\bfrom\s+|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g, (_, keyword, quote, specifier) => `${keyword}${quote}${complete(file, specifier)}${quote}`);
  });
  if (after !== before) writeFileSync(file, after);
}

const needed = new Set();
for (const target of Object.values(exports)) if (target.types) visit(join(root, target.types));
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.d.ts') && !needed.has(join(dist, name))) rmSync(join(dist, name));
}

// Checks the published declarations as a host without `skipLibCheck` does. This fails if one names something that `@internal` has removed from another.
const published = Object.values(exports).flatMap(({ types = '' }) => (existsSync(join(root, types)) ? [types] : []));
execFileSync(process.execPath, [tsc, '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--module', 'nodenext', '--types', '', ...published], { cwd: root, stdio: 'inherit' });

// TypeScript 6 and later require types for a style sheet that is imported for its effect.
for (const sheet of ['styles.css', 'styles.layered.css', 'themes.css']) writeFileSync(join(dist, `${sheet}.d.ts`), 'export {};\n');

/** Adds a declaration file, and those that it imports, to the needed ones. @param {string} file */
function visit(file) {
  if (needed.has(file) || !existsSync(file)) return;
  needed.add(file);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g)) visit(resolve(dirname(file), `${specifier}.d.ts`));
}

/** @param {string} file @param {string} specifier */
function complete(file, specifier) {
  if (!specifier.startsWith('.')) {
    const found = aliases[specifier] ?? specifier;
    if (packages.some((name) => found === name || found.startsWith(`${name}/`))) return found;
    throw new Error(`${file} imports ${specifier}, which is neither a dependency nor a peer. Write the type out, or add the package.`);
  }
  const names = [specifier, `${specifier}.js`, `${specifier}/index.js`];
  const found = names.find((path) => /\.(js|css)$/.test(path) && existsSync(resolve(dirname(file), path.replace(/\.js$/, '.d.ts'))));
  if (found === undefined) throw new Error(`${file} imports ${specifier}, which doesn't exist.`);
  return found;
}
