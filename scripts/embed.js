#!/usr/bin/env node
/**
 * Builds the elements for pages without a bundler into `dist`. `meterface.js` is a classic script with Preact in place of
 * React, and `meterface.mjs` the same as a module. Each dynamic import of a widget or element becomes a part: a file of its own
 * that both can load, such as `meterface-billing.js`. A part can't import from a classic script, so the main file shares what
 * a part uses. What a source imports dynamically is in the main file, because it would be one more file to host.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, parseAst } from 'vite';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/embed/script');
const sources = join(root, 'src/sources');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** @type {Record<string, string>} */
const preact = { react: 'preact/compat', 'react-dom': 'preact/compat', 'react-dom/client': 'preact/compat/client', 'react/jsx-runtime': 'preact/jsx-runtime' };
/** The entry file of each part, by the name of the part. @type {Map<string, string>} */
const parts = new Map();

/** An export of a module of the main file. @typedef {{ file: string, name: string }} Shared */

/** Replacements for modules of TanStack Query: those that no element uses but other modules import, and the one that lets a page replace the timers. @type {Record<string, string>} */
const unused = {
  mutation: 'export const getDefaultState = () => ({}); export class Mutation {}',
  mutationCache: 'export class MutationCache { clear() {} findAll() { return []; } resumePausedMutations() { return Promise.resolve(); } }',
  timeoutManager: 'export const timeoutManager = { setTimeout: (...given) => setTimeout(...given), clearTimeout: (id) => clearTimeout(id), setInterval: (...given) => setInterval(...given), clearInterval: (id) => clearInterval(id) }; export const systemSetTimeoutZero = (call) => setTimeout(call);',
  infiniteQueryBehavior: 'export const infiniteQueryBehavior = () => undefined; export const hasNextPage = () => false; export const hasPreviousPage = () => false;',
};

/** Methods of TanStack Query's client that no element calls. Bundlers keep a class whole. `bundle` fails if the remaining code calls one. */
const unusedMethods = ['isFetching', 'isMutating', 'ensureQueryData', 'getQueriesData', 'setQueriesData', 'getQueryState', 'resetQueries', 'invalidateQueries', 'infiniteQuery', 'fetchInfiniteQuery', 'prefetchInfiniteQuery', 'ensureInfiniteQueryData', 'getMutationCache', 'setDefaultOptions', 'setQueryDefaults', 'setMutationDefaults', 'getMutationDefaults', 'defaultMutationOptions'];

/** Parts of `preact/compat` that no component of Meterface needs: old lifecycle methods, methods that React adds to events, and numbers as values of `style`. */
const unneededCompat = [
  /,\["componentWillMount",.*?\.forEach\(function\(\w\)\{.*?\}\}\)\}\)(?=;)/,
  /var (\w)=(\w)\.event;\2\.event=function\(\w\)\{.*?\.nativeEvent=\w\};/,
  /if\("style"==\w&&.*?"px"\)\}else /,
];

const dynamicImport = /\bimport\((["'`])(\.{1,2}\/[^"'`]+)\1\)/g;

/** A page may have two copies of these modules, because their only state is a cache or belongs to one component. A part has its own copy of one when it needs more of it than the main file has. */
const stateless = /\/src\/(core|components|i18n\/english|react\/(queries|portalQuery|billQueries|portalKey))/;

if (process.argv[1] === import.meta.filename) {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  for (const [file, code] of await buildElements()) writeFileSync(join(dist, file), code);
}

/** Builds the files, and returns their code by name. @returns {Promise<Map<string, string>>} */
export async function buildElements() {
  // First the main file on its own: which modules it has, and a name for this build.
  const alone = await bundle({ format: 'iife', entry: `import '${folder}/main';` });
  const name = `meterface ${version} ${createHash('sha256').update(alone.code).digest('hex').slice(0, 12)}`;
  /** The modules that parts can take from the main file, with the names that are in it. */
  const inMain = new Map(
    Object.entries(alone.modules)
      .filter(([file, { renderedLength }]) => renderedLength > 0 && !file.startsWith('\0'))
      .map(([file, { renderedExports }]) => [file, new Set(renderedExports)]),
  );

  /** The exports of the main file that parts use. Parts address each by its index, because names would add 0.7 kB. @type {Shared[]} */
  const shared = [];
  /** @type {Map<string, string>} */
  const files = new Map();
  // Building a part may find more parts. `nextPart` takes them by name: files are read in parallel, so parts are found in any
  // order, and the order of what the main file shares changes its size.
  for (let part = nextPart(files); part !== undefined; part = nextPart(files)) {
    const file = parts.get(part) ?? '';
    const entry = `import * as part from '${file}'; globalThis[Symbol.for(${JSON.stringify(name)})].parts.${part} = part;`;
    files.set(`meterface-${part}.js`, importsFromMain(withOwnKeys(await partOf(name, entry, inMain)), name, shared));
  }
  const entry = [
    ...shared.map(({ file, name: one }, place) => `import { ${one} as shared${place} } from '${file}';`),
    `import { sharedParts } from '${folder}/parts';`,
    // If a page loads meterface.js and meterface.mjs, the first one defines the elements, so parts must use its exports.
    `sharedParts().exports ??= [${shared.map((_, place) => `shared${place}`).join(', ')}];`,
    `import '${folder}/main';`,
  ].join('\n');
  files.set('meterface.js', (await bundle({ name, format: 'iife', entry })).code);
  files.set('meterface.mjs', (await bundle({ name, format: 'es', entry })).code);
  return files;
}

/** The first part, by name, that isn't built yet. @param {Map<string, string>} files */
function nextPart(files) {
  return [...parts.keys()].toSorted().find((part) => !files.has(`meterface-${part}.js`));
}

/**
 * Bundles the text of an entry into one file.
 * @param {{ name?: string, format: 'iife' | 'es', entry: string, external?: (file: string) => boolean }} options
 * @returns {Promise<import('vite').Rolldown.OutputChunk>}
 */
async function bundle({ name = '', format, entry, external }) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    // Regardless of NODE_ENV, which tests set to another value.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    plugins: [
      {
        name: 'meterface:script',
        enforce: 'pre',
        async resolveId(source, importer, options) {
          if (source === 'entry') return { id: '\0entry', moduleSideEffects: true };
          if (importer === undefined) return null;
          const own = importer === '\0entry' || importer.startsWith(folder);
          const found = await this.resolve(source, importer === '\0entry' ? join(folder, 'main.ts') : importer, { ...options, skipSelf: true });
          if (found === null) return null;
          if (external?.(found.id)) return { id: found.id, external: 'absolute' };
          // package.json lists few files with side effects, but all files of the script have them.
          return own ? { ...found, moduleSideEffects: true } : found;
        },
        load: (file) => (file === '\0entry' ? entry : (unused[/@tanstack\/query-core\/build\/modern\/(\w+)\.js$/.exec(file)?.[1] ?? ''] ?? null)),
        // Removes what no element needs of TanStack Query's client and of `preact/compat`. React Query imports the whole of React, but only single names can be shared, so it gets named imports.
        transform: (code, file) =>
          file.endsWith('/query-core/build/modern/queryClient.js')
            ? withoutMethods(code)
            : file.endsWith('/preact/compat/dist/compat.mjs')
            ? unneededCompat.reduce(without, code)
            : code.includes('import * as React from "react"')
            ? code
                .replace('import * as React from "react"', `import { ${[...new Set(code.match(/(?<=\bReact\.)[a-z]\w*/g))].map((one) => `${one} as React_${one}`).join(', ')} } from "react"`)
                .replaceAll(/\bReact\.(?=[a-z])/g, 'React_')
            : null,
      },
      {
        // Runs after types are removed, because they can contain `import()`, too.
        name: 'meterface:parts',
        enforce: 'post',
        async transform(given, file) {
          // Preact would write this property as an attribute, and nothing is hydrated here.
          const code = given.replaceAll(/\bsuppressHydrationWarning: true,?/g, '');
          if (!/\bimport\(["'`]\./.test(code)) return code === given ? null : code;
          if (file.startsWith(sources)) {
            const names = [...code.matchAll(dynamicImport)].map(([, , path = '']) => `import { ${basename(path)} } from '${path}';\n`);
            return names.join('') + code.replaceAll(dynamicImport, (_, _quote, path) => `Promise.resolve({ ${basename(path)} })`);
          }
          for (const [, , path = ''] of code.matchAll(dynamicImport)) {
            const found = await this.resolve(path, file);
            const name = basename(path).toLowerCase();
            // A file of the same name beside the main file adds the part's styles.
            const own = join(folder, `${name}.ts`);
            if (found) parts.set(name, existsSync(own) ? own : found.id);
          }
          return `import { loadPart } from '${folder}/parts';\n${code.replaceAll(dynamicImport, (_, _quote, path) => `loadPart(${JSON.stringify(basename(path).toLowerCase())})`)}`;
        },
      },
    ],
    resolve: { alias: [...Object.entries(preact).map(([find, replacement]) => ({ find: new RegExp(`^${find}$`), replacement })), { find: /^\.\.\/styles\/elements\.css/, replacement: '../styles/first.css' }] },
    define: { 'process.env.NODE_ENV': '"production"', METERFACE_BUILD: JSON.stringify(name), METERFACE_ADDRESS: format === 'es' ? 'import.meta.url' : '""' },
    build: {
      write: false,
      target: 'es2022',
      cssTarget: 'esnext',
      modulePreload: false,
      rolldownOptions: {
        input: 'entry',
        output: { format, minify: true, codeSplitting: false },
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  });
  const [chunk] = (Array.isArray(result) ? result : [result]).flatMap((built) => ('output' in built ? built.output : [])).filter((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error('The build has no output.');
  const missing = unusedMethods.find((method) => new RegExp(`\\.${method}\\(`).test(chunk.code));
  if (missing !== undefined) throw new Error(`The script calls ${missing}(), which scripts/embed.js removes. Take it out of \`unusedMethods\`.`);
  return { ...chunk, code: asAscii(chunk.code) };
}

/** Escapes all characters outside of ASCII: a browser reads a classic script in the encoding of its page, unless the host of the script names one. @param {string} code */
function asAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @param {string} code @param {RegExp} part */
function without(code, part) {
  if (!part.test(code)) throw new Error(`preact/compat has changed: it no longer contains ${part}. Adapt \`unneededCompat\`.`);
  return code.replace(part, '');
}

/** Removes the unused methods from a module with a class. @param {string} code */
function withoutMethods(code) {
  const methods = parseAst(code).body.flatMap((statement) => {
    const found = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.init : statement;
    return found?.type === 'ClassDeclaration' || found?.type === 'ClassExpression' ? found.body.body : [];
  });
  const unneeded = methods.filter((member) => member.type === 'MethodDefinition' && member.key.type === 'Identifier' && unusedMethods.includes(member.key.name));
  return unneeded.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
}

/**
 * The code of a part, with imports from the main file.
 * @param {string} name @param {string} entry @param {Map<string, Set<string>>} inMain
 * @param {Set<string>} [own] modules that the part has a copy of
 * @returns {Promise<string>}
 */
async function partOf(name, entry, inMain, own = new Set()) {
  const { code } = await bundle({ name, format: 'es', entry, external: (file) => inMain.has(file) && !own.has(file) });
  const more = importsOf(code).filter(({ file, names }) => stateless.test(file) && names.some(([one]) => !inMain.get(file)?.has(one)));
  return more.length === 0 ? code : partOf(name, entry, inMain, new Set([...own, ...more.map(({ file }) => file)]));
}

/** Rolldown collects the exports of a part with for-in, which also finds what a page has added to `Object.prototype`. @param {string} code */
function withOwnKeys(code) {
  const loop = /for\(var ([\w$]+) in ([\w$]+)\)(?=[\w$]+\([\w$]+,\1,\{get:)/;
  if (!loop.test(code)) throw new Error('Rolldown collects exports differently: check that a part works after an addition to `Object.prototype`, and adapt `withOwnKeys`.');
  return code.replace(loop, 'for(var $1 of Object.keys($2))');
}

/**
 * Replaces a part's imports from the main file by reads of the exports that the main file shares, and adds those that are missing to `shared`.
 * @param {string} code @param {string} name @param {Shared[]} shared
 */
function importsFromMain(code, name, shared) {
  const imports = importsOf(code);
  const reads = imports.flatMap(({ file, names }) =>
    names.map(([one, local]) => {
      const known = shared.findIndex((other) => other.file === file && other.name === one);
      return `${known < 0 ? shared.push({ file, name: one }) - 1 : known}:${local}`;
    }),
  );
  const rest = imports.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
  return `(()=>{const {${reads.join(',')}}=globalThis[Symbol.for(${JSON.stringify(name)})].exports;${rest}})();\n`;
}

/** The imports of bundled code: from which file, and each name with its local one. @param {string} code */
function importsOf(code) {
  return parseAst(code).body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return [];
    const file = statement.source.value;
    const names = statement.specifiers.map((specifier) => {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') throw new Error(`Only names can be shared, not all of ${file}.`);
      return /** @type {const} */ ([specifier.imported.name, specifier.local.name]);
    });
    return [{ file, names, start: statement.start, end: statement.end }];
  });
}
