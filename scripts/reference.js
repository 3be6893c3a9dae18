/**
 * Reads the public API from the sources: every export of every entry point with its TSDoc comment, the signature of a
 * function or type alias, and the members of a type or of a component's props, including inherited ones. Storybook's reference
 * pages and api.md are made from the result.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';
import { schemaFields } from './schemaFields.js';

/**
 * @typedef {{ name: string, type: string, isOptional: boolean, doc: string }} Member
 * @typedef {'component' | 'hook' | 'function' | 'class' | 'value' | 'type'} Kind
 * @typedef {{ name: string, kind: Kind, file: string, doc: string, signature: string, members: Member[], element: string | null }} Entry
 *   `element`: the element whose attributes the props include, such as `div` or `svg`
 * @typedef {{ name: string, entries: Entry[] }} EntryPoint
 */

const root = resolve(import.meta.dirname, '..');
/** @type {Map<string, { text: string, parsed: any }>} */
let files = new Map();

/** Every JavaScript entry point in package.json, in the same order. @returns {EntryPoint[]} */
export function reference() {
  files = new Map();
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, target]) => {
    const [, module] = /^\.\/dist\/(.+)\.js$/.exec(target.default ?? '') ?? [];
    if (module === undefined) return [];
    return { name: join(name, path), entries: entriesOf(sourceAt(join(root, 'src', module))) };
  });
}

/** @param {string} file @returns {Entry[]} */
function entriesOf(file) {
  const found = read(file).parsed.module.staticExports.flatMap((/** @type {any} */ { entries }) => entries);
  const names = found.map((/** @type {any} */ { exportName }) => String(exportName.name ?? 'default'));
  return names.toSorted().flatMap((/** @type {string} */ name) => entryOf(file, name) ?? []);
}

/** @param {string} from @param {string} name @returns {Entry | undefined} */
function entryOf(from, name) {
  const found = find(from, name);
  if (found === undefined) return undefined;
  const { file, node, statement } = found;
  const { text } = read(file);
  const kind = kindOf(name, node);
  const props = kind === 'component' ? find(file, `${name}Props`) : kind === 'type' ? found : undefined;
  return {
    name,
    kind,
    file: relative(root, file),
    doc: docBefore(file, statement.start),
    signature: signatureOf(text, node),
    members: props === undefined ? [] : membersOf(props.file, props.node),
    element: props === undefined ? null : elementOf(props.file, props.node),
  };
}

/** @param {string} name @param {any} node @returns {Kind} */
function kindOf(name, node) {
  if (node.type.startsWith('TS')) return 'type';
  if (/^use[A-Z]/.test(name)) return 'hook';
  if (node.type === 'ClassDeclaration') return 'class';
  const draws = node.type === 'FunctionDeclaration' || node.init?.type === 'CallExpression';
  if (/^[A-Z][a-z]/.test(name) && draws) return 'component';
  return node.type === 'FunctionDeclaration' || node.init?.type === 'ArrowFunctionExpression' ? 'function' : 'value';
}

/** @param {string} text @param {any} node */
function signatureOf(text, node) {
  if (node.type === 'FunctionDeclaration') return text.slice(node.start, node.body.start).trim();
  if (node.type === 'TSTypeAliasDeclaration') return text.slice(node.start, node.end).replace(/;$/, '');
  if (node.init?.type === 'ArrowFunctionExpression') return `const ${text.slice(node.start, node.init.body.start).trim()} …`;
  return '';
}

/**
 * Finds the declaration of a name, through imports and re-exports.
 * @param {string} file @param {string} name
 * @returns {{ file: string, node: any, statement: any } | undefined}
 */
function find(file, name) {
  const { parsed } = read(file);
  for (const statement of parsed.program.body) {
    const declared = statement.declaration ?? statement;
    const candidates = declared.type === 'VariableDeclaration' ? declared.declarations : [declared];
    const node = candidates.find((/** @type {any} */ candidate) => candidate.id?.name === name);
    if (node !== undefined) return { file, node, statement };
  }
  for (const { entries } of parsed.module.staticExports) {
    const entry = entries.find((/** @type {any} */ { exportName, moduleRequest }) => exportName.name === name && moduleRequest !== null);
    if (entry !== undefined) return elsewhere(file, entry.moduleRequest.value, entry.importName.name ?? name);
  }
  for (const { moduleRequest, entries } of parsed.module.staticImports) {
    const entry = entries.find((/** @type {any} */ { localName }) => localName.value === name);
    if (entry !== undefined) return elsewhere(file, moduleRequest.value, entry.importName.name ?? name);
  }
  return undefined;
}

/** @param {string} file @param {string} specifier @param {string} name */
function elsewhere(file, specifier, name) {
  return specifier.startsWith('.') ? find(sourceAt(resolve(dirname(file), specifier)), name) : undefined;
}

/** The members of an interface or an object type, then those that it inherits. @param {string} file @param {any} node @returns {Member[]} */
function membersOf(file, node) {
  if (node.type === 'TSTypeAliasDeclaration') return membersOfType(file, node.typeAnnotation);
  if (node.type !== 'TSInterfaceDeclaration') return [];
  const own = node.body.body.flatMap((/** @type {any} */ member) => memberOf(file, member));
  const inherited = (node.extends ?? []).flatMap((/** @type {any} */ { expression, typeArguments }) => {
    const schema = expression.property?.name === 'output' ? typeArguments?.params[0]?.exprName?.name : undefined;
    return schema === undefined ? membersByName(file, expression.name, typeArguments?.params ?? []) : schemaFields({ find, text: (place) => read(place).text, doc: docBefore }, file, schema);
  });
  return unique([...own, ...inherited]);
}

/** @param {string} file @param {any} type @returns {Member[]} */
function membersOfType(file, type) {
  if (type.type === 'TSTypeLiteral') return type.members.flatMap((/** @type {any} */ member) => memberOf(file, member));
  if (type.type === 'TSIntersectionType') return unique(type.types.flatMap((/** @type {any} */ part) => membersOfType(file, part)));
  if (type.type === 'TSTypeReference') return membersByName(file, type.typeName.name, type.typeArguments?.params ?? []);
  return [];
}

/** @param {string} file @param {string} name @param {any[]} types @returns {Member[]} */
function membersByName(file, name, types) {
  if (name === 'Partial') return membersOfType(file, types[0]).map((member) => ({ ...member, isOptional: true }));
  if (name === 'Pick' || name === 'Omit') {
    const text = read(file).text.slice(types[1]?.start, types[1]?.end);
    const chosen = [...text.matchAll(/'([^']+)'/g)].map(([, key]) => key ?? '');
    return membersOfType(file, types[0]).filter((member) => chosen.includes(member.name) === (name === 'Pick'));
  }
  const found = find(file, name);
  return found === undefined ? [] : membersOf(found.file, found.node);
}

/** @param {string} file @param {any} member @returns {Member[]} */
function memberOf(file, member) {
  const { text } = read(file);
  const name = member.key?.name ?? member.key?.value;
  if (name === undefined) return [];
  const doc = docBefore(file, member.start);
  if (member.type === 'TSMethodSignature') {
    return [{ name: String(name), type: `(${member.params.map((/** @type {any} */ one) => text.slice(one.start, one.end)).join(', ')}) => ${typeText(text, member.returnType)}`, isOptional: Boolean(member.optional), doc }];
  }
  return [{ name: String(name), type: readable(file, typeText(text, member.typeAnnotation, Boolean(member.optional))), isOptional: Boolean(member.optional), doc }];
}

/** Writes out a short union such as `UsageLayout`, and a member such as `UsageTerms['whenSpent']`. @param {string} file @param {string} type @returns {string} */
function readable(file, type) {
  const [, owner = '', key] = /^(\w+)(?:\['(\w+)'\])?$/.exec(type) ?? [];
  const found = owner === '' ? undefined : find(file, owner);
  if (found === undefined) return type;
  if (key !== undefined) return membersOf(found.file, found.node).find(({ name }) => name === key)?.type ?? type;
  const { text } = read(found.file);
  const written = found.node.type === 'TSTypeAliasDeclaration' ? text.slice(found.node.typeAnnotation.start, found.node.typeAnnotation.end).replaceAll(/\s+/g, ' ').replace(/^\| /, '') : '';
  return /^(?:['\d][\w']*(?: \| )?)+$/.test(written) ? written : type;
}

/** A type as written, in one line, without the `undefined` of an optional member. @param {string} text @param {any} annotation @param {boolean} [isOptional] */
function typeText(text, annotation, isOptional = false) {
  if (!annotation) return 'unknown';
  const { start, end } = annotation.typeAnnotation;
  const line = text.slice(start, end).replaceAll(/\/\*\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, ' ');
  // Without parentheses around a function, the last `undefined` is what it returns.
  return (isOptional && !/=> [^)]*$/.test(line) ? line.replace(/ \| undefined$/, '') : line).replace(/^\((.*)\)$/, (whole, inner) => (/^[^()]*\) =>/.test(inner) || !inner.includes('=>') ? whole : inner));
}

/** @param {string} file @param {any} node */
function elementOf(file, node) {
  const heritage = node.type === 'TSInterfaceDeclaration' ? (node.extends ?? []) : [];
  for (const part of heritage) {
    const text = read(file).text.slice(part.start, part.end);
    const [, element] = /ComponentPropsWithoutRef<'(\w+)'>/.exec(text) ?? [];
    if (element !== undefined) return element;
    const found = find(file, part.expression.name);
    const inherited = found && elementOf(found.file, found.node);
    if (inherited) return inherited;
  }
  return null;
}

/** The TSDoc comment that ends right before a position, with the lines of each paragraph joined. @param {string} file @param {number} position */
function docBefore(file, position) {
  const { text, parsed } = read(file);
  const comment = parsed.comments.findLast((/** @type {any} */ { end }) => end <= position);
  if (comment === undefined || comment.type !== 'Block' || !comment.value.startsWith('*') || text.slice(comment.end, position).trim() !== '') return '';
  const lines = comment.value.split('\n').map((/** @type {string} */ line) => line.replace(/^\s*\*+ ?/, '').trimEnd());
  const paragraphs = lines.join('\n').trim().replaceAll(/\n(?=@|- |```)/g, '\n\n').split(/\n{2,}/);
  return paragraphs.map((/** @type {string} */ one) => (one.startsWith('```') ? one : one.replaceAll('\n', ' '))).join('\n\n').replaceAll(/\{@link ([^}|]+?)\}/g, '`$1`').trim();
}

/** @param {string} file */
function read(file) {
  const known = files.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  const entry = { text, parsed: parseSync(file, text) };
  files.set(file, entry);
  return entry;
}

/** @param {Member[]} members */
function unique(members) {
  return members.filter(({ name }, index) => members.findIndex((other) => other.name === name) === index);
}

/** @param {string} path */
function sourceAt(path) {
  return [`${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find(existsSync) ?? path;
}
