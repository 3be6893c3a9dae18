import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules, violations } from './support/architecture';

const root = join(import.meta.dirname, '../src');

it('src follows the architecture rules', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const sources = new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
  expect(sources.size).toBeGreaterThan(0);
  expect(violations(sources)).toEqual([]);
});

it('no text in src has a plain space before the dot between two parts, because a line could then start with the dot', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const texts = files.map((file) => [file, readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')] as const);
  expect(texts.filter(([, text]) => /\\xA0· /.test(text)).length).toBeGreaterThan(0);
  expect(texts.filter(([, text]) => / ·/.test(text)).map(([file]) => file)).toEqual([]);
});

it('every architecture rule is for an existing folder', () => {
  expect(Object.keys(rules).filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
});

const styles = readdirSync(join(root, 'styles')).map((file) => [file, readFileSync(join(root, 'styles', file), 'utf8')] as const);

it('no style sheet has more than 300 lines, like the files that the linter reads', () => {
  expect(styles.filter(([, text]) => text.trimEnd().split('\n').length > 300).map(([file]) => file)).toEqual([]);
});

it('no selector in the style sheets ends in `+ *` or `~ *`, because Chromium would recompute the styles of a whole widget whenever an element is added', () => {
  expect(styles.length).toBeGreaterThan(0);
  expect(styles.filter(([, text]) => /[+~]\s*\*\s*[,{]/.test(text)).map(([file]) => file)).toEqual([]);
});

describe('violations()', () => {
  const valid = {
    'core/usage.ts': "import * as z from 'zod/mini';\nexport const usage = z;",
    'http/request.ts': "export const request = (): Promise<Response> => fetch('/');",
    'sources/polar.ts': "import type { usage } from '../core/usage';\nexport { request } from '../http/request';",
    'components/Bar.tsx': "import { useId } from 'react';\nexport const Bar = () => <b id={useId()}>1</b>;",
    'react/useMeter.ts': "import { useQuery } from '@tanstack/react-query';\nexport interface Options { fetch?: typeof fetch }\nexport const useMeter = useQuery;",
    'widgets/Usage.tsx': "import { Bar } from '../components/Bar';\nimport { useMeter } from '../react/useMeter';\nexport const Usage = () => <Bar {...useMeter} />;",
    'core/index.ts': "export { usage } from './usage';",
    'core/timer.ts': 'export const timer = (wait: number) => setTimeout(() => {}, wait);',
    'react/tick.ts': 'export const tick = () => [setInterval(() => {}, 1000), setTimeout(() => {})];',
    'server/list.ts': 'export const list = (count: number) => Array.from({ length: count });',
    'testing/sleep.ts': 'export const sleep = (wait: number) => setTimeout(() => {}, wait);',
    'index.ts': "export { Usage } from './widgets/Usage';",
  };

  it.each<[rule: string, file: string, code: string, sentence: string]>([
    ['an import of another room by core', 'core/a.ts', "import { ask } from '../sources/polar';", 'core/a.ts may not import ../sources/polar: core may not import sources.'],
    ['an import of zod by core', 'core/a.ts', "import { z } from 'zod';", 'core/a.ts may not import zod.'],
    ['an import of React by core', 'core/a.ts', "import type { ReactNode } from 'react';", 'core/a.ts may not import react.'],
    ['an import of a Node module', 'sources/a.ts', "import { readFile } from 'node:fs';", 'sources/a.ts may not import node:fs.'],
    ['a type import of sources by components', 'components/A.tsx', "import type { ask } from '../sources/polar';", 'components/A.tsx may not import ../sources/polar: components may not import sources.'],
    ['a type import of react by components', 'components/A.tsx', "type Query = import('../react/useMeter').Options;", 'components/A.tsx may not import ../react/useMeter: components may not import react.'],
    ['a forbidden dynamic import', 'react/a.ts', "export const load = () => import('../widgets/Usage');", 'react/a.ts may not import ../widgets/Usage: react may not import widgets.'],
    ['a forbidden re-export', 'react/a.ts', "export { Bar } from '../components/Bar';", 'react/a.ts may not import ../components/Bar: react may not import components.'],
    ['an import of the main entry point', 'widgets/a.ts', "export { Usage } from '../index';", 'widgets/a.ts may not import the entry point ../index.'],
    ['an import of a room’s entry point', 'widgets/a.ts', "import { usage } from '../core';", 'widgets/a.ts may not import the entry point ../core. Import the file that declares the name.'],
    ['an import of the own room’s entry point', 'core/a.ts', "import { usage } from '.';", 'core/a.ts may not import the entry point .'],
    ['a re-export from another entry point', 'index.ts', "export { usage } from './core';", 'index.ts may not import the entry point ./core.'],
    ['an import from outside src', 'core/a.ts', "import '../../demo/a';", 'core/a.ts may not import ../../demo/a, which is outside src.'],
    ['an import of a missing file', 'core/a.ts', "import './b';", "core/a.ts imports ./b, which doesn't exist."],
    ['a folder without a rule', 'extras/a.ts', 'export const a = 1;', 'extras/a.ts is in a folder that has no rule.'],
    ['a forbidden import by a nested room', 'testing/fixtures/a.ts', "import type { b } from '../api/b';", 'testing/fixtures/a.ts may not import ../api/b: testing/fixtures may not import testing/api.'],
    ['an import of the outer room by a nested one', 'testing/api/a.ts', "import type { b } from '../b';", 'testing/api/a.ts may not import ../b: testing/api may not import testing.'],
    ['a forbidden import by a folder inside a room', 'core/schemas/a.ts', "import type { ReactNode } from 'react';", 'core/schemas/a.ts may not import react.'],
    ['an import of sources by server', 'server/a.ts', "import { ask } from '../sources/polar';", 'server/a.ts may not import ../sources/polar: server may not import sources.'],
    ['an import of sources by http', 'http/a.ts', "import { ask } from '../sources/polar';", 'http/a.ts may not import ../sources/polar: http may not import sources.'],
    ['a call of fetch in components', 'components/A.tsx', "export const a = () => globalThis.fetch('/');", 'components/A.tsx reaches the network.'],
    ['a call of fetch in sources', 'sources/a.ts', "export const a = () => fetch('/');", 'sources/a.ts reaches the network.'],
    ['a WebSocket in react', 'react/a.ts', "export const a = () => new WebSocket('/');", 'react/a.ts reaches the network.'],
    ['a timer of its own', 'react/a.ts', 'export const a = (wait: number) => window.setTimeout(() => {}, wait);', 'react/a.ts sets a timer by itself.'],
    ['an interval of its own', 'core/a.ts', 'export const a = (wait: number) => setInterval(() => {}, wait);', 'core/a.ts sets a timer by itself.'],
    ['Array.from()', 'core/a.ts', 'export const a = Array.from({ length: 3 });', 'core/a.ts uses Array.from(), which old libraries replace or break.'],
    ['entries() of an array', 'react/a.ts', 'export const a = [1].entries();', 'react/a.ts uses entries(), which old libraries replace or break.'],
    ['Object.values()', 'http/a.ts', 'export const a = Object.values({});', 'http/a.ts uses Object.values(), which old libraries replace or break.'],
    ['bind()', 'embed/a.ts', 'export const a = isNaN.bind(null, 1);', 'embed/a.ts uses bind(), which old libraries replace or break.'],
    ['for…in', 'widgets/a.ts', 'export const a: string[] = [];\nfor (const key in {}) a.push(key);', 'widgets/a.ts uses for…in, which old libraries replace or break.'],
    ['a typed array with an argument', 'core/a.ts', 'export type A = Uint8Array<ArrayBuffer>;', 'core/a.ts gives Uint8Array an argument, which TypeScript below 5.7 rejects.'],
    ['a style attribute', 'components/A.tsx', 'export const A = () => <b style={{}} />;', 'components/A.tsx has a style attribute'],
    ['a paragraph', 'components/A.tsx', 'export const A = () => <p>Text</p>;', 'components/A.tsx draws a p'],
    ['a default export', 'core/a.ts', 'export default 1;', 'core/a.ts has a default export.'],
    ['a default export by renaming', 'core/a.ts', 'const a = 1;\nexport { a as default };', 'core/a.ts has a default export.'],
    ['an export *', 'core/a.ts', "export * from './usage';", 'core/a.ts exports *.'],
    ['an export * as', 'core/a.ts', "export * as usage from './usage';", 'core/a.ts exports *.'],
    ['a file of 301 lines', 'core/a.ts', 'export {};\n'.repeat(301), 'core/a.ts has 301 lines'],
    ['a file named utils', 'core/utils.ts', 'export {};', 'core/utils.ts has a name that fits anything.'],
    ['a folder name that is not one lowercase word', 'core/myThings/a.ts', 'export {};', 'core/myThings/a.ts is in a folder whose name'],
    ['an index.ts that is not an entry point', 'core/schemas/index.ts', 'export {};', 'core/schemas/index.ts is a barrel'],
    ['an exported name that another file declares', 'i18n/other.ts', 'const usage = 1;\nexport const other = usage;', 'core/usage.ts exports usage, which i18n/other.ts also declares. Rename one of them.'],
    ['a file that is not named after its only export', 'core/a.ts', 'export const b = 1;', "core/a.ts isn't named after its export b."],
    ['a file with a capitalized name that it does not export', 'components/A.tsx', 'export const B = 1;\nexport const C = 1;', "components/A.tsx isn't named after its export B, C."],
    ['an import cycle', 'core/a.ts', "import type { a } from './a';\nexport const b = 1;", 'core/a.ts → core/a.ts is a cycle.'],
  ])('reports %s', (_, file, code, sentence) => {
    const found = violations(new Map(Object.entries({ ...valid, [file]: code })));
    expect(found.filter((violation) => violation.includes(sentence))).toHaveLength(1);
  });

  it('reports each cycle once', () => {
    const files = { 'core/a.ts': "import './b';", 'core/b.ts': "import './c';", 'core/c.ts': "import './a';" };
    expect(violations(new Map(Object.entries(files)))).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts is a cycle.']);
  });

  it('reports nothing for files that follow the rules', () => {
    expect(violations(new Map(Object.entries(valid)))).toEqual([]);
  });
});
