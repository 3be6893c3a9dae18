// docs/reliability.md: each script that proves something writes its own section there, and prints the same.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../docs/reliability.md');
const sections = ['chaos', 'fuzz', 'soak', 'guards', 'mutation'];
const opening = `# Reliability, in figures

What is done to break the widgets, and what came of it. Each section was written by the command in it, which exits with 1
when a rule is broken; short forms of all but the last run in \`npm test\`.
`;

/**
 * Prints a title and its rows.
 * @param {{ title: string, rows: [what: string, figure: string | number][] }} section
 */
export function print({ title, rows }) {
  const wide = Math.max(...rows.map(([what]) => what.length)) + 2;
  console.log(`\n${title}\n${rows.map(([what, figure]) => `  ${what.padEnd(wide)}${figure}`).join('\n')}\n`);
}

/**
 * Prints rows, and puts them into their section.
 * @param {'chaos' | 'fuzz' | 'soak' | 'guards' | 'mutation'} name
 * @param {{ title: string, command: string, text: string, rows: [what: string, figure: string | number][], after?: string }} section
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

/** @returns {string | undefined} */
function between(text, section) {
  return new RegExp(`<!-- ${section} -->\\n([^]*?)<!-- /${section} -->`).exec(text)?.[1];
}

/** "12,345" */
export function count(number) {
  return new Intl.NumberFormat('en').format(number);
}

/** "1.8 s" */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
