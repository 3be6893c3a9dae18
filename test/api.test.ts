import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryPoints, exportsOf } from './support/api';

const { modules, styles } = entryPoints();

/** The names that hosts may rely on. A change of the snapshot is a change for every host. */
it('the public API equals test/api.snapshot.md (`npm run api` updates it)', async () => {
  const sections = [
    ...modules.map(({ name, file }) => section(name, exportsOf(file).map((each) => (each.isType ? `type ${each.name}` : each.name)))),
    ...styles.map(({ name, file }) => section(name, propertiesIn(dirname(file)))),
  ];
  await expect(`# The public API\n\nWritten by \`npm run api\`.\n${sections.join('')}`).toMatchFileSnapshot('api.snapshot.md');
});

describe.each(modules)('$name', ({ file }) => {
  it('exports the same names at run time as in its source', async () => {
    const values = exportsOf(file).filter(({ isType }) => !isType);
    expect(Object.keys((await import(file)) as object).toSorted()).toEqual(values.map(({ name }) => name));
  });

  it('documents every name in a TSDoc comment, except those that end in Props or Options', () => {
    const undocumented = exportsOf(file).filter(({ name, isDocumented }) => !isDocumented && !/(Props|Options)$/.test(name));
    expect(undocumented.map(({ name, file: home }) => `${name} in ${home}`)).toEqual([]);
  });
});

it('src/core marks each function that hosts cannot import as @internal, so that its declaration is not published', () => {
  const published = new Set(modules.flatMap(({ file }) => exportsOf(file).map(({ name }) => name)));
  const folder = join(import.meta.dirname, '../src/core');
  const unmarked = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).flatMap((file) => {
    const declared = readFileSync(join(folder, file), 'utf8').matchAll(/(\/\*\*(?:(?!\*\/).)*\*\/)?\nexport function (\w+)/gs);
    return [...declared].filter(([, comment = '', name = '']) => !published.has(name) && !comment.includes('@internal')).map(([, , name]) => `${name} in ${file}`);
  });
  expect(unmarked).toEqual([]);
});

function section(name: string, lines: readonly string[]): string {
  return `\n## ${name}\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** The custom properties that a host may set. Those starting with `--_` are private. */
function propertiesIn(folder: string): string[] {
  const texts = readdirSync(folder).filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.join('\n').match(/--mf-[\w-]+/g))].toSorted();
}
