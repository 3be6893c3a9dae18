#!/usr/bin/env node
/**
 * Writes files for AI assistants, from the same sources as Storybook's pages: the README, the guides and other documents as
 * Markdown, api.md (the API reference, from TSDoc), llms.txt (a list of them) and llms-full.txt (all of them in one file).
 * `npm run build-storybook` puts them into storybook-static: `node scripts/llms.js FOLDER`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { texts } from '../test/support/readme.js';
import { reference } from './reference.js';

const root = resolve(import.meta.dirname, '..');

/** The files to write, by name. @returns {Record<string, string>} */
export function documents() {
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = [...texts(), ...beside()].map(({ file, text }) => ({ name: nameOf(file), text }));
  const all = [...files, { name: 'api.md', text: apiReference() }];
  const list = all.map(({ name, text }) => `- [${titleOf(text)}](${name})${summaryOf(text)}`).join('\n');
  return {
    ...Object.fromEntries(all.map(({ name, text }) => [name, text])),
    'llms.txt': `# Meterface\n\n> ${description}\n\nEverything in one file: [llms-full.txt](llms-full.txt)\n\n## Documents\n\n${list}\n`,
    'llms-full.txt': all.map(({ name, text }) => `<!-- ${name} -->\n\n${text.trim()}\n`).join('\n'),
  };
}

/** The documents beside the guides. @returns {{ file: string, text: string }[]} */
export function beside() {
  return ['docs/errors.md', 'docs/limits.md', 'docs/reliability.md'].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
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
  return file.startsWith('docs/guides/') ? `guides/${basename(file)}` : basename(file);
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
