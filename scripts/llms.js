#!/usr/bin/env node
/**
 * Writes files for AI assistants, from the same sources as Storybook's pages: the README, the guides and other documents as
 * Markdown, api.md (the API reference, from TSDoc), llms.txt (a list of them, without the page of each error code) and
 * llms-full.txt (all of them in one file).
 * Usage: `node scripts/llms.js FOLDER`. `npm run build-storybook` runs it for storybook-static.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { texts } from '../test/support/readme.js';
import { reference } from './reference.js';

const root = resolve(import.meta.dirname, '..');

/** The files to write, by name. @returns {Record<string, string>} */
export function documents() {
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const listed = [...texts(), ...beside()];
  const sources = [...listed, ...errorPages()];
  const names = new Map(sources.map(({ file }) => [file, nameOf(file)]));
  /** The text of a document, with links that lead from `folder`, or from its own, to the written documents. @param {{ file: string, text: string }} source @param {string} [folder] */
  const linked = ({ file, text }, folder = dirname(nameOf(file))) => withLinks(text, file, names, folder);
  const api = apiReference();
  const list = [...listed.map(({ file, text }) => ({ name: nameOf(file), text })), { name: 'api.md', text: api }].map(({ name, text }) => `- [${titleOf(text)}](${name})${summaryOf(text)}`).join('\n');
  return {
    ...Object.fromEntries(sources.map((source) => [nameOf(source.file), linked(source)])),
    'api.md': api,
    'llms.txt': `# Meterface\n\n> ${description}\n\nEverything in one file: [llms-full.txt](llms-full.txt)\n\n## Documents\n\n${list}\n`,
    'llms-full.txt': [...sources.map((source) => ({ name: nameOf(source.file), text: linked(source, '.') })), { name: 'api.md', text: api }].map(({ name, text }) => `<!-- ${name} -->\n\n${text.trim()}\n`).join('\n'),
  };
}

/** The documents beside the guides. @returns {{ file: string, text: string }[]} */
export function beside() {
  return ['docs/errors.md', 'docs/limits.md', 'docs/reliability.md'].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** The page of each error code. @returns {{ file: string, text: string }[]} */
function errorPages() {
  return readdirSync(join(root, 'docs/errors')).toSorted().map((name) => ({ file: `docs/errors/${name}`, text: readFileSync(join(root, 'docs/errors', name), 'utf8') }));
}

/**
 * Rewrites the links of a text, so that they lead from `folder` to the written documents. A link to anything else in the repository becomes
 * its text, and pictures are left out.
 * @param {string} text @param {string} file where the text is in the repository @param {ReadonlyMap<string, string>} names of the documents, by file @param {string} folder
 */
function withLinks(text, file, names, folder) {
  // Code may contain what looks like a link: `handlers[name](request)`.
  return text.replaceAll(/<picture>[\s\S]*?<\/picture>\n\n/g, '').replaceAll(/^```[\s\S]*?^```$|\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)|`[^`\n]*`/gm, (all, label, target, hash = '') => {
    if (target === undefined) return all;
    const name = names.get(posix.join(posix.dirname(file), target));
    return name === undefined ? label : `[${label}](${posix.relative(folder, name)}${hash})`;
  });
}

/** Every public name with its TSDoc, as Markdown. @returns {string} */
export function apiReference() {
  const parts = reference()
    .filter(({ entries }) => entries.length > 0)
    .map(({ name, entries }) => `## ${name}\n\n${entries.map(entryText).join('\n')}`);
  return `# API reference\n\nEvery name that Meterface exports, from the comments in its sources.\n\n${parts.join('\n')}`;
}

/** @param {import('./reference.js').Entry} entry */
function entryText({ name, kind, doc, signature, members, element }) {
  const code = signature === '' ? '' : `\`\`\`ts\n${signature}\n\`\`\`\n\n`;
  const rows = members.map((member) => `- \`${member.name}${member.isOptional ? '?' : ''}: ${member.type}\`${member.doc === '' ? '' : `: ${member.doc.replaceAll(/\s*\n+\s*/g, ' ')}`}`);
  const more = element === null ? [] : [`- All other props go to the root, ${element === 'svg' ? 'an' : 'a'} \`${element}\`.`];
  const list = [...rows, ...more].join('\n');
  return `### ${name}\n\n*${kind}*\n\n${doc === '' ? '' : `${doc}\n\n`}${code}${list === '' ? '' : `${list}\n`}`;
}

/** @param {string} file */
function nameOf(file) {
  return file.replace(/^docs\//, '');
}

/** @param {string} text */
function titleOf(text) {
  return /^# (.+)$/m.exec(text)?.[1] ?? '';
}

/** The first sentence below the title. @param {string} text */
function summaryOf(text) {
  const [, paragraph = ''] = /^# .+\n\n(?:\*\*)?([A-Z`].+)$/m.exec(text) ?? [];
  const [sentence = ''] = /^.*?[.:](?=\s|$)/.exec(paragraph.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('**', '')) ?? [];
  return sentence === '' ? '' : `: ${sentence.replace(/:$/, '.')}`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? 'storybook-static');
  for (const [name, text] of Object.entries(documents())) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
