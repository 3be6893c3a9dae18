import { posix } from 'node:path';
import { importsOf, type Node, nodesOf, parseSource, type Parsed } from './source';

/** The text of each source file, by its path under `src`, such as `core/usage.ts`. */
export type Sources = ReadonlyMap<string, string>;

const react = ['react', 'react/jsx-runtime'];
const query = '@tanstack/react-query';

/** What the files of each room may import: files of their own room, of these rooms, and these packages. */
export const rules: Record<string, { folders: readonly string[]; packages: readonly string[] }> = {
  core: { folders: [], packages: ['zod/mini'] },
  i18n: { folders: ['core'], packages: react },
  http: { folders: ['core'], packages: [] },
  sources: { folders: ['core', 'http'], packages: [] },
  testing: { folders: ['core', 'testing/api', 'testing/customers', 'testing/faults', 'testing/fixtures'], packages: [] },
  'testing/fixtures': { folders: ['core'], packages: [] },
  'testing/customers': { folders: ['core', 'testing/fixtures'], packages: [] },
  'testing/api': { folders: ['core', 'testing/customers', 'testing/fixtures'], packages: [] },
  'testing/faults': { folders: ['core', 'testing/api'], packages: [] },
  server: { folders: ['core', 'http'], packages: [] },
  components: { folders: ['core', 'i18n'], packages: [...react, 'react-dom'] },
  react: { folders: ['core', 'sources', 'i18n'], packages: [...react, query] },
  widgets: { folders: ['core', 'i18n', 'components', 'react'], packages: [...react, query] },
  // `…` is a computed import: the script downloads its parts from its own folder.
  embed: { folders: ['core', 'sources', 'i18n', 'components', 'react', 'widgets', 'styles'], packages: [...react, 'react-dom', 'react-dom/client', query, '…'] },
  // The entry point src/index.ts.
  '': { folders: ['core', 'sources', 'i18n', 'components', 'react', 'widgets'], packages: [] },
};

/** The only folders that may have an index.ts: the public entry points. Files in src never import them. */
const entryPoints = ['', 'core', 'sources', 'server', 'embed', 'testing'];
/** The only rooms whose files may call `fetch`. */
const networkRooms = ['http', 'testing'];
/** Rooms that need not work on pages whose scripts have replaced built-ins. */
const safeRooms = ['server', 'testing'];
/** The only file, apart from those of `testing`, that may call `setTimeout` or `setInterval` with a computed wait. */
const timerFile = 'core/timer.ts';
const drawers = /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\/|\.tsx?$)/i;
const longest = 300;

/** Every violation of the rules by these files, one message each. */
export function violations(sources: Sources): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, code] of sources) {
    const parsed = parseSource(file, code);
    const report = (sentence: string): void => void found.push(`${file} ${sentence}`);
    graph.set(file, checkImports(file, parsed, sources, report));
    checkPlace(file, code, report);
    checkExports(parsed, report);
    for (const node of nodesOf(parsed.program)) checkNode(file, node, report);
  }
  return [...found, ...checkNames(sources), ...cycles(graph)];
}

type Report = (sentence: string) => void;

/** Reports forbidden imports; returns the imported files. */
function checkImports(file: string, parsed: Parsed, sources: Sources, report: Report): string[] {
  const own = folderOf(file);
  const rule = rules[own];
  if (rule === undefined) report(`is in a folder that has no rule. Add one to test/support/architecture.ts.`);
  return importsOf(parsed).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      if (!rule?.packages.includes(specifier)) report(`may not import ${specifier}.`);
      return [];
    }
    const target = posix.join(posix.dirname(file), specifier);
    if (target.startsWith('../')) report(`may not import ${specifier}, which is outside src.`);
    const folder = folderOf(target);
    if (folder !== own && !rule?.folders.includes(folder)) report(`may not import ${specifier}: ${own || 'the entry point'} may not import ${folder || 'the entry point'}.`);
    if (/\.css(\?|$)/.test(target)) return [];
    const imported = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => sources.has(path));
    if (imported === undefined) report(`imports ${specifier}, which doesn't exist.`);
    else if (isEntryPoint(imported)) report(`may not import the entry point ${specifier}. Import the file that declares the name.`);
    return imported ?? [];
  });
}

/** Whether a file is the index.ts of an entry point. */
function isEntryPoint(file: string): boolean {
  return entryPoints.some((folder) => file === posix.join(folder, 'index.ts'));
}

function checkPlace(file: string, code: string, report: Report): void {
  const lines = code.trimEnd().split('\n').length;
  if (lines > longest) report(`has ${lines} lines. At most ${longest} are allowed.`);
  if (drawers.test(file)) report('has a name that fits anything. Name it after its main export.');
  const folders = posix.dirname(file).split('/');
  if (!folders.every((folder) => /^(\.|[a-z0-9]+)$/.test(folder))) report('is in a folder whose name isn\'t one lowercase word.');
  if (/(^|\/)index\.tsx?$/.test(file) && !isEntryPoint(file)) report('is a barrel. Only public entry points may have an index.ts.');
}

function checkExports({ module }: Parsed, report: Report): void {
  for (const { exportName, importName } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (exportName.kind === 'Default' || exportName.name === 'default') report('has a default export. Use a named export.');
    if (importName.kind === 'All' || importName.kind === 'AllButDefault') report('exports *. List every name.');
  }
}

/** Reports an exported name that a second file declares, and a file that isn't named after its export. */
function checkNames(sources: Sources): string[] {
  const parsed = [...sources].map(([file, code]) => [file, parseSource(file, code)] as const);
  const declared = new Map<string, string[]>();
  for (const [file, { program }] of parsed) {
    for (const name of declaredIn(program.body)) declared.set(name, [...(declared.get(name) ?? []), file]);
  }
  return parsed.flatMap(([file, { module }]) => {
    const own = module.staticExports.flatMap(({ entries }) => entries).filter(({ moduleRequest }) => moduleRequest === null);
    const names = [...new Set(own.flatMap(({ exportName }) => exportName.name ?? []))];
    const shared = names.flatMap((name) => {
      const others = declared.get(name)?.filter((other) => other !== file) ?? [];
      return others.length === 0 ? [] : `${file} exports ${name}, which ${others.join(' and ')} also declares. Rename one of them.`;
    });
    const values = [...new Set(own.flatMap(({ exportName, isType }) => (isType ? [] : (exportName.name ?? []))))];
    return isEntryPoint(file) || isNamedAfter(file, names, values) ? shared : [...shared, `${file} isn't named after its export ${names.join(', ')}.`];
  });
}

/** The names that the statements of a file declare at its top level. */
function declaredIn(body: unknown): Set<string> {
  const names = (body as readonly Node[]).flatMap((statement) => {
    const declaration = (statement.type === 'ExportNamedDeclaration' ? statement['declaration'] : statement) as Node | null;
    const declarators = (declaration?.['declarations'] ?? [declaration]) as readonly (Node | null)[];
    return declarators.flatMap((declarator) => nameOf(declarator?.['id']) ?? []);
  });
  return new Set(names);
}

/** True for `Usage.tsx` with an export `Usage`, for `polar.ts` with a single value `createPolarSource`, and for a lowercase noun with several exports. */
function isNamedAfter(file: string, names: readonly string[], values: readonly string[]): boolean {
  const name = posix.basename(file).replace(/\.tsx?$/, '');
  if (/^[A-Z]/.test(name)) return names.includes(name);
  if (values.length !== 1 && /^[a-z]+$/.test(name)) return true;
  const singular = name.toLowerCase().replace(/(?<=.)s$/, '');
  return names.some((exported) => exported.toLowerCase().includes(singular));
}

function checkNode(file: string, node: Node, report: Report): void {
  if (node.type === 'JSXAttribute' && nameOf(node['name']) === 'style') report('has a style attribute: strict pages block it. Use geometry attributes, data attributes and CSS.');
  if (node.type === 'JSXOpeningElement' && nameOf(node['name']) === 'p') report('draws a p, which the rules of many pages style more strongly than ours. Use a div.');
  const folder = folderOf(file);
  if (!file.startsWith('testing/') && file !== timerFile && setsLongTimer(node)) report('sets a timer by itself. Use startTimer(), which bounds the wait.');
  const weak = safeRooms.includes(folder.split('/')[0] ?? '') ? undefined : weakBuiltin(node);
  if (weak !== undefined) report(`uses ${weak}, which old libraries replace or break. Use a loop, a spread or Object.entries().`);
  if (node.type === 'TSTypeReference' && nameOf(node['typeName']) === 'Uint8Array' && node['typeArguments']) report('gives Uint8Array an argument, which TypeScript below 5.7 rejects. Use Bytes.');
  if (!networkRooms.includes(folder.split('/')[0] ?? '') && reachesNetwork(node)) report('reaches the network. Only http and testing may.');
}

/** A call of `setTimeout` or `setInterval` with a wait that isn't written out. */
function setsLongTimer(node: Node): boolean {
  const callee = node['callee'] as Node | undefined;
  const [, wait] = (node['arguments'] ?? []) as Node[];
  return node.type === 'CallExpression' && /^set(Timeout|Interval)$/.test(nameOf(callee) ?? nameOf(callee?.['property']) ?? '') && wait !== undefined && wait.type !== 'Literal';
}

/** A built-in that Prototype.js or MooTools replaces with one that behaves differently, or that additions to prototypes break. */
function weakBuiltin(node: Node): string | undefined {
  if (node.type === 'ForInStatement') return 'for…in';
  const { object, property } = node as { object?: Node; property?: Node };
  if (node.type !== 'MemberExpression') return undefined;
  const [owner, name] = [nameOf(object), nameOf(property) ?? ''];
  if (owner === 'Array' && name === 'from') return 'Array.from()';
  if (owner === 'Object' && name === 'values') return 'Object.values()';
  if (owner !== 'Object' && name === 'entries') return 'entries()';
  return name === 'bind' ? 'bind()' : undefined;
}

/** A call of `fetch` or of an object's `fetch`, or another way to the network. Passing `fetch` on is allowed. */
function reachesNetwork(node: Node): boolean {
  const callee = node['callee'] as Node | undefined;
  const name = nameOf(callee) ?? nameOf(callee?.['property']);
  if (node.type === 'CallExpression') return name === 'fetch' || name === 'sendBeacon';
  return node.type === 'NewExpression' && ['XMLHttpRequest', 'WebSocket', 'EventSource'].includes(name ?? '');
}

/** Import cycles, each as a path. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`${[...path.slice(start), file].join(' → ')} is a cycle.`);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** The room that a path belongs to: its innermost folder that has a rule, or its first folder; '' for the entry point of the package. */
function folderOf(path: string): string {
  const parts = path.split('/');
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/');
    if (Object.hasOwn(rules, folder)) return folder;
  }
  return parts.length === 1 ? '' : (parts[0] ?? '');
}

function nameOf(node: unknown): string | undefined {
  const name = (node as Node | null | undefined)?.['name'];
  return typeof name === 'string' ? name : undefined;
}
