import { posix } from 'node:path';
import { importsOf, type Node, nodesOf, parseSource, type Parsed } from './source';

/** A source file by its path under `src`, such as `core/usage.ts`, with its text. */
export type Sources = ReadonlyMap<string, string>;

const react = ['react', 'react/jsx-runtime'];
const query = '@tanstack/react-query';

/** Who may import whom: a folder's files may import their own folder, these folders of ours and these packages. */
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
  components: { folders: ['core', 'i18n'], packages: react },
  react: { folders: ['core', 'sources', 'i18n'], packages: [...react, query] },
  widgets: { folders: ['core', 'i18n', 'components', 'react'], packages: [...react, query] },
  embed: { folders: ['core', 'sources', 'i18n', 'components', 'react', 'widgets', 'styles'], packages: [...react, 'react-dom', 'react-dom/client', query] },
  // The door of the package: src/index.ts.
  '': { folders: ['core', 'sources', 'i18n', 'components', 'react', 'widgets'], packages: [] },
};

/** The only folders whose files may gather others' names in an index.ts. */
const doors = ['', 'core', 'sources', 'server', 'embed', 'testing'];
/** The only rooms whose files may call `fetch`. */
const networkRooms = ['http', 'testing'];
const drawers = /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\/|\.tsx?$)/i;
const longest = 300;

/** Every way in which these files break the house's rules, one sentence each. Empty when they keep them. */
export function violations(sources: Sources): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, code] of sources) {
    const parsed = parseSource(file, code);
    const tell = (sentence: string): void => void found.push(`${file} ${sentence}`);
    graph.set(file, checkImports(file, parsed, sources, tell));
    checkPlace(file, code, tell);
    checkExports(parsed, tell);
    for (const node of nodesOf(parsed.program)) checkNode(file, node, tell);
  }
  return [...found, ...cycles(graph)];
}

type Tell = (sentence: string) => void;

/** Tells of imports that are not allowed; gives the files that are imported. */
function checkImports(file: string, parsed: Parsed, sources: Sources, tell: Tell): string[] {
  const own = folderOf(file);
  const rule = rules[own];
  if (rule === undefined) tell(`is in a folder that has no rule. Say in test/support/architecture.ts what it may import.`);
  return importsOf(parsed).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      if (!rule?.packages.includes(specifier)) tell(`may not import ${specifier}.`);
      return [];
    }
    const target = posix.join(posix.dirname(file), specifier);
    if (target.startsWith('../')) tell(`may not import ${specifier}, outside of src.`);
    const folder = folderOf(target);
    if (folder !== own && !rule?.folders.includes(folder)) tell(`may not import ${specifier}: ${own || 'the door'} may not import ${folder || 'the door'}.`);
    if (/\.css(\?|$)/.test(target)) return [];
    const imported = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => sources.has(path));
    if (imported === undefined) tell(`imports ${specifier}, and nothing is there.`);
    return imported ?? [];
  });
}

function checkPlace(file: string, code: string, tell: Tell): void {
  const lines = code.trimEnd().split('\n').length;
  if (lines > longest) tell(`has ${lines} lines; ${longest} are allowed.`);
  if (drawers.test(file)) tell('is a drawer for anything. Name it after the one thing it is.');
  const folders = posix.dirname(file).split('/');
  if (!folders.every((folder) => /^(\.|[a-z0-9]+)$/.test(folder))) tell('is in a folder whose name is not one lowercase word.');
  if (/(^|\/)index\.tsx?$/.test(file) && !doors.includes(posix.dirname(file).replace('.', ''))) tell('is a barrel, and not a public door.');
}

function checkExports({ module }: Parsed, tell: Tell): void {
  for (const { exportName, importName } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (exportName.kind === 'Default' || exportName.name === 'default') tell('has a default export. Export it by its name.');
    if (importName.kind === 'All' || importName.kind === 'AllButDefault') tell('exports *. Say every name.');
  }
}

function checkNode(file: string, node: Node, tell: Tell): void {
  if (node.type === 'JSXAttribute' && nameOf(node['name']) === 'style') tell('has a style attribute: strict pages block it. Use geometry attributes, data attributes and CSS.');
  const folder = folderOf(file);
  if (!networkRooms.includes(folder.split('/')[0] ?? '') && reachesNetwork(node)) tell('reaches the network. Only http and testing may.');
}

/** A call of `fetch` or of an object's `fetch`, or another way to the network. Passing `fetch` on is allowed. */
function reachesNetwork(node: Node): boolean {
  const callee = node['callee'] as Node | undefined;
  const name = nameOf(callee) ?? nameOf(callee?.['property']);
  if (node.type === 'CallExpression') return name === 'fetch' || name === 'sendBeacon';
  return node.type === 'NewExpression' && ['XMLHttpRequest', 'WebSocket', 'EventSource'].includes(name ?? '');
}

/** Each circle of imports once, as the way round it. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push(`${[...way.slice(start), file].join(' → ')} is a cycle.`);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
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
