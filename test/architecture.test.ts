import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violations } from './support/architecture';

const root = join(import.meta.dirname, '../src');

it('keeps the rules of the house', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const sources = new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
  expect(sources.size).toBeGreaterThan(0);
  expect(violations(sources)).toEqual([]);
});

describe('the rules', () => {
  const kept = {
    'core/usage.ts': "import * as z from 'zod/mini';\nexport const usage = z;",
    'http/request.ts': "export const ask = (): Promise<Response> => fetch('/');",
    'sources/polar.ts': "import type { usage } from '../core/usage';\nexport { ask } from '../http/request';",
    'components/Bar.tsx': "import { useId } from 'react';\nexport const Bar = () => <p id={useId()}>1</p>;",
    'react/useMeter.ts': "import { useQuery } from '@tanstack/react-query';\nexport interface Options { fetch?: typeof fetch }\nexport const useMeter = useQuery;",
    'widgets/Usage.tsx': "import { Bar } from '../components/Bar';\nimport { useMeter } from '../react/useMeter';\nexport const Usage = () => <Bar {...useMeter} />;",
    'index.ts': "export { Usage } from './widgets/Usage';",
  };

  it.each<[rule: string, file: string, code: string, sentence: string]>([
    ['core imports nothing of ours', 'core/a.ts', "import { ask } from '../sources/polar';", 'core/a.ts may not import ../sources/polar: core may not import sources.'],
    ['core imports zod/mini only', 'core/a.ts', "import { z } from 'zod';", 'core/a.ts may not import zod.'],
    ['core has no React', 'core/a.ts', "import type { ReactNode } from 'react';", 'core/a.ts may not import react.'],
    ['no Node', 'sources/a.ts', "import { readFile } from 'node:fs';", 'sources/a.ts may not import node:fs.'],
    ['components reach no source, not even for a type', 'components/A.tsx', "import type { ask } from '../sources/polar';", 'components/A.tsx may not import ../sources/polar: components may not import sources.'],
    ['components reach no data', 'components/A.tsx', "type Query = import('../react/useMeter').Options;", 'components/A.tsx may not import ../react/useMeter: components may not import react.'],
    ['dynamic imports count', 'react/a.ts', "export const load = () => import('../widgets/Usage');", 'react/a.ts may not import ../widgets/Usage: react may not import widgets.'],
    ['exports from elsewhere count', 'react/a.ts', "export { Bar } from '../components/Bar';", 'react/a.ts may not import ../components/Bar: react may not import components.'],
    ['nothing is imported through the door', 'widgets/a.ts', "export { Usage } from '../index';", 'widgets/a.ts may not import ../index: widgets may not import the door.'],
    ['nothing outside of src', 'core/a.ts', "import '../../demo/a';", 'core/a.ts may not import ../../demo/a, outside of src.'],
    ['imports can be followed', 'core/a.ts', "import './b';", 'core/a.ts imports ./b, and nothing is there.'],
    ['every folder has a rule', 'extras/a.ts', 'export const a = 1;', 'extras/a.ts is in a folder that has no rule.'],
    ['a nested room has a rule of its own', 'testing/fixtures/a.ts', "import type { b } from '../api/b';", 'testing/fixtures/a.ts may not import ../api/b: testing/fixtures may not import testing/api.'],
    ['a nested room does not import the room around it', 'testing/api/a.ts', "import type { b } from '../b';", 'testing/api/a.ts may not import ../b: testing/api may not import testing.'],
    ['a folder without a rule of its own belongs to the room around it', 'core/schemas/a.ts', "import type { ReactNode } from 'react';", 'core/schemas/a.ts may not import react.'],
    ['server does not import sources', 'server/a.ts', "import { ask } from '../sources/polar';", 'server/a.ts may not import ../sources/polar: server may not import sources.'],
    ['http imports core only', 'http/a.ts', "import { ask } from '../sources/polar';", 'http/a.ts may not import ../sources/polar: http may not import sources.'],
    ['components do not call fetch', 'components/A.tsx', "export const a = () => globalThis.fetch('/');", 'components/A.tsx reaches the network.'],
    ['sources and server send requests through http only', 'sources/a.ts', "export const a = () => fetch('/');", 'sources/a.ts reaches the network.'],
    ['react opens no sockets', 'react/a.ts', "export const a = () => new WebSocket('/');", 'react/a.ts reaches the network.'],
    ['no style attribute', 'components/A.tsx', 'export const A = () => <p style={{}} />;', 'components/A.tsx has a style attribute'],
    ['no default export', 'core/a.ts', 'export default 1;', 'core/a.ts has a default export.'],
    ['no default export by another way', 'core/a.ts', 'const a = 1;\nexport { a as default };', 'core/a.ts has a default export.'],
    ['no export *', 'core/a.ts', "export * from './usage';", 'core/a.ts exports *.'],
    ['no export * as', 'core/a.ts', "export * as usage from './usage';", 'core/a.ts exports *.'],
    ['no long file', 'core/a.ts', 'export {};\n'.repeat(301), 'core/a.ts has 301 lines'],
    ['no drawer', 'core/utils.ts', 'export {};', 'core/utils.ts is a drawer'],
    ['folders are one lowercase word', 'core/myThings/a.ts', 'export {};', 'core/myThings/a.ts is in a folder whose name'],
    ['no barrel', 'core/schemas/index.ts', 'export {};', 'core/schemas/index.ts is a barrel'],
    ['no cycle', 'core/a.ts', "import type { a } from './a';\nexport const b = 1;", 'core/a.ts → core/a.ts is a cycle.'],
  ])('%s', (_, file, code, sentence) => {
    const found = violations(new Map(Object.entries({ ...kept, [file]: code })));
    expect(found.filter((violation) => violation.includes(sentence))).toHaveLength(1);
  });

  it('say each cycle once', () => {
    const files = { 'core/a.ts': "import './b';", 'core/b.ts': "import './c';", 'core/c.ts': "import './a';" };
    expect(violations(new Map(Object.entries(files)))).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts is a cycle.']);
  });

  it('find nothing in a house that keeps them', () => {
    expect(violations(new Map(Object.entries(kept)))).toEqual([]);
  });
});
