import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doors, exportsOf } from './support/api';

const { modules, styles } = doors();

/** What hosts may rely on, for reading. A change here is a change for every host. */
it('is what test/api.snapshot.md says (`npm run api` writes it anew)', async () => {
  const sections = [
    ...modules.map(({ name, file }) => section(name, exportsOf(file).map((each) => (each.isType ? `type ${each.name}` : each.name)))),
    ...styles.map(({ name, file }) => section(name, propertiesIn(dirname(file)))),
  ];
  await expect(`# The public API\n\nWritten by \`npm run api\`.\n${sections.join('')}`).toMatchFileSnapshot('api.snapshot.md');
});

describe.each(modules)('$name', ({ file }) => {
  it('exports at run time what its text says', async () => {
    const values = exportsOf(file).filter(({ isType }) => !isType);
    expect(Object.keys((await import(file)) as object).toSorted()).toEqual(values.map(({ name }) => name));
  });

  it('says what each of its values is, in a TSDoc comment', () => {
    const silent = exportsOf(file).filter(({ isType, isDocumented }) => !isType && !isDocumented);
    expect(silent.map(({ name, file: home }) => `${name} in ${home}`)).toEqual([]);
  });
});

function section(name: string, lines: readonly string[]): string {
  return `\n## ${name}\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** The custom properties that a host may set. Those that begin with `--_` are our own. */
function propertiesIn(folder: string): string[] {
  const texts = readdirSync(folder).filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.join('\n').match(/--mf-[\w-]+/g))].toSorted();
}
