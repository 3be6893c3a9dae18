import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as meterface from '../src';
import { entryPoints, exportsOf } from './support/api';
import { type Example, examplesIn, texts } from './support/readme.js';
import { importedFrom, isComponent, isHook } from './support/shown';

describe('the README checks', () => {
  it('tell hooks and components from other exports', () => {
    const found = Object.entries(meterface).filter(([name, value]) => isHook(name) || isComponent(name, value));
    const names = found.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['AmountDue', 'Billing', 'PortalProvider', 'Receipt', 'UsageName', 'useBill', 'usePortal']));
    expect(names.filter((name) => ['PortalError', 'english', 'meterQueries', 'isPortalError'].includes(name))).toEqual([]);
  });

  it('count imported names as shown, but not mentioned ones', () => {
    const code = "import { Usage, type Portal, useMeter as use } from 'meterface';\nimport {\n  Balance,\n} from 'meterface';\nimport { Notice } from 'elsewhere';\n// AmountDue";
    expect(importedFrom('meterface', code)).toEqual(['Usage', 'type Portal', 'useMeter', 'Balance']);
  });

  it('read the code blocks that have a name', () => {
    const markdown = 'Text\n```tsx one\nconst a = `b`;\n```\n```sh\nnpm test\n```\n```ts\n// for reading\n```\n\n```ts two\n```\n';
    expect(examplesIn(markdown)).toEqual<Example[]>([
      { language: 'tsx', word: 'one', code: 'const a = `b`;\n' },
      { language: 'ts', word: 'two', code: '' },
    ]);
  });
});

describe('every component that hosts can import, except providers, which render no element,', () => {
  const components = Object.entries(meterface).filter(([name, value]) => isComponent(name, value) && !name.endsWith('Provider')).map(([name]) => name);

  it('is rendered in a story', () => {
    const stories = textsIn('stories').join('\n');
    const missing = components.filter((name) => !new RegExp(`<${name}\\b|component: ${name}\\b`).test(stories));
    expect(missing).toEqual([]);
  });

  it('has a conformance test', () => {
    const tests = [...textsIn('test/components'), ...textsIn('test/widgets')].join('\n');
    const missing = components.filter((name) => !tests.includes(`describeConformance('${name}'`));
    expect(missing).toEqual([]);
  });
});

it('README.md and the guides name every function that creates a source, a handler or a demo', () => {
  const names = entryPoints().modules.flatMap(({ file }) => exportsOf(file)).filter(({ name, isType }) => !isType && name.startsWith('create')).map(({ name }) => name);
  const text = texts().map((file) => file.text).join('\n');
  expect(names).toContain('createPolarSource');
  expect(names.filter((name) => !text.includes(`${name}(`))).toEqual([]);
});

function textsIn(folder: string): string[] {
  const path = join(import.meta.dirname, '..', folder);
  return readdirSync(path).filter((file) => file.endsWith('.tsx')).map((file) => readFileSync(join(path, file), 'utf8'));
}
