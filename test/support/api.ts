import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Parsed, parseSource } from './source';

const root = resolve(import.meta.dirname, '../..');

/** A module or style sheet that hosts import. */
export interface EntryPoint {
  /** The specifier that a host imports: `meterface/core`. */
  name: string;
  /** A source file. */
  file: string;
}

/** A name that an entry point exports. */
export interface Export {
  name: string;
  isType: boolean;
  /** The file that declares it, relative to the project's folder. */
  file: string;
  /** Whether a TSDoc comment directly precedes its declaration. */
  isDocumented: boolean;
}

interface Manifest {
  name: string;
  exports: Record<string, string | { default: string }>;
}

/** The entry points of package.json: modules and style sheets. */
export function entryPoints(): { modules: EntryPoint[]; styles: EntryPoint[] } {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const all = Object.entries(manifest.exports).flatMap(([path, target]) => {
    if (typeof target === 'string') return [];
    return { name: join(manifest.name, path), path: target.default.slice('./dist/'.length) };
  });
  const modules = all.filter(({ path }) => path.endsWith('.js')).map(({ name, path }) => ({ name, file: sourceOf(join(root, 'src', path.slice(0, -'.js'.length))) }));
  const styles = all.filter(({ path }) => path.endsWith('.css')).map(({ name }) => ({ name, file: join(root, 'src/styles/index.css') }));
  return { modules, styles };
}

/** A module's exports by name, each traced to its declaration. */
export function exportsOf(file: string): Export[] {
  const parsed = parse(file);
  const found = parsed.module.staticExports.flatMap(({ entries }) => entries).map((entry) => {
    const name = entry.exportName.name ?? 'default';
    const [home, inside] = entry.moduleRequest === null ? [file, entry.localName.name ?? name] : [resolveFrom(file, entry.moduleRequest.value), entry.importName.name ?? name];
    return { name, isType: entry.isType, ...declaration(home, inside) };
  });
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Follows a name through re-exports to the file that declares it. */
function declaration(file: string, name: string): Pick<Export, 'file' | 'isDocumented'> {
  const parsed = parse(file);
  const elsewhere = parsed.module.staticExports.flatMap(({ entries }) => entries).find((entry) => entry.exportName.name === name && entry.moduleRequest !== null);
  if (elsewhere?.moduleRequest) return declaration(resolveFrom(file, elsewhere.moduleRequest.value), elsewhere.importName.name ?? name);
  return { file: relative(root, file), isDocumented: isDocumented(parsed, readFileSync(file, 'utf8'), name) };
}

function isDocumented({ program, comments }: Parsed, code: string, name: string): boolean {
  const statement = program.body.find((candidate) => {
    const declared = candidate.type === 'ExportNamedDeclaration' ? candidate.declaration : candidate;
    if (declared === null || declared === undefined) return false;
    if (declared.type === 'VariableDeclaration') return declared.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);
    return 'id' in declared && declared.id?.type === 'Identifier' && declared.id.name === name;
  });
  return comments.some((comment) => comment.type === 'Block' && comment.value.startsWith('*') && comment.end <= (statement?.start ?? -1) && code.slice(comment.end, statement?.start).trim() === '');
}

function parse(file: string): Parsed {
  return parseSource(file, readFileSync(file, 'utf8'));
}

function resolveFrom(file: string, specifier: string): string {
  return sourceOf(resolve(dirname(file), specifier));
}

function sourceOf(path: string): string {
  const found = [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(existsSync);
  if (found === undefined) throw new Error(`There is no source file for ${path}.`);
  return found;
}
