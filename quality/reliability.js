// Writes docs/reliability.md, where each long run has a section.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../docs/reliability.md');
const sections = ['chaos', 'fuzz', 'soak', 'proxy', 'paint', 'redis', 'mutation core', 'mutation http', 'mutation sources', 'mutation server'];
const opening = `# Reliability, in figures

Attempts to break the widgets, and their results. Each section is written by the command that it shows, which exits with 1
when a rule is broken. Short forms of chaos, fuzz and soak are part of \`npm run test:all\`.
`;

/** @typedef {[what: string, figure: string]} Row */
/** @typedef {{ title: string, command: string, text: string, rows: Row[], after?: string }} Section */

/** @param {string} what @param {string} figure @returns {Row} */
export function row(what, figure) {
  return [what, figure];
}

/**
 * Prints a title and its rows.
 * @param {Pick<Section, 'title' | 'rows'>} section
 */
export function print({ title, rows }) {
  const wide = Math.max(...rows.map(([what]) => what.length)) + 2;
  console.log(`\n${title}\n${rows.map(([what, figure]) => `  ${what.padEnd(wide)}${figure}`).join('\n')}\n`);
}

/**
 * Prints a section's rows, and writes the section.
 * @param {string} name one of `sections`
 * @param {Section} section
 */
export function publish(name, { title, command, text, rows, after = '' }) {
  print({ title, rows });
  const own = `## ${title}\n\n\`\`\`sh\n${command}\n\`\`\`\n\n${text}\n\n| | |\n|---|---:|\n${rows.map(([what, figure]) => `| ${what} | ${figure} |`).join('\n')}\n${after && `\n${after}\n`}`;
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const parts = sections.flatMap((section) => {
    const body = section === name ? own : between(known, section);
    return body === undefined ? [] : [`<!-- ${section} -->\n${body}<!-- /${section} -->\n`];
  });
  writeFileSync(file, [opening, ...parts].join('\n'));
}

/** @param {string} text @param {string} section */
function between(text, section) {
  return new RegExp(`<!-- ${section} -->\\n([^]*?)<!-- /${section} -->`).exec(text)?.[1];
}

/** "12,345" @param {number} number */
export function count(number) {
  return new Intl.NumberFormat('en').format(number);
}

/** "1.8 s" @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
