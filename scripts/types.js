#!/usr/bin/env node
/**
 * Emits the declarations into `dist`, each import with its file name in full: bundlers find `./errors` by themselves,
 * TypeScript under `node16` and `nodenext` asks for `./errors.js`. Fails when they name a package that a host does not
 * have: with a strict installer, such types would silently be `any`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });
// React Query exports all of its core, and that is where a host has it.
const aliases = { '@tanstack/query-core': '@tanstack/react-query' };

execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join(dist, name);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(/^(import|export|\} from|.*\bimport\().*$/gm, (line) => {
    return line.replace(/(\bfrom\s+|\bimport\s*\(?\s*)(['"])([^'"]+)\2/g, (_, keyword, quote, specifier) => `${keyword}${quote}${inFull(file, specifier)}${quote}`);
  });
  if (after !== before) writeFileSync(file, after);
}

// TypeScript 6 and later ask for the types of a style sheet that is imported for its effect.
writeFileSync(join(dist, 'styles.css.d.ts'), 'export {};\n');

function inFull(file, specifier) {
  if (!specifier.startsWith('.')) {
    const found = aliases[specifier] ?? specifier;
    if (packages.some((name) => found === name || found.startsWith(`${name}/`))) return found;
    throw new Error(`${file} names ${specifier}, which is neither a dependency nor a peer. Write the type out, or add the package.`);
  }
  const names = [specifier, `${specifier}.js`, `${specifier}/index.js`];
  const found = names.find((path) => /\.(js|css)$/.test(path) && existsSync(resolve(dirname(file), path.replace(/\.js$/, '.d.ts'))));
  if (found === undefined) throw new Error(`${file} imports ${specifier}, and nothing is there.`);
  return found;
}
