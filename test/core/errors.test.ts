import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
/** As the type lists them. */
const source = read('src/core/errors.ts');
const list = source.slice(source.indexOf('PortalErrorCode ='), source.indexOf('/** A step'));
const codes = [...list.matchAll(/\| '(\w+)'/g)].map(([, code = '']) => code);

describe('an error', () => {
  it('carries where, the status, and when to ask again', () => {
    const error = new PortalError('rate_limited', 'Wait.', { path: ['items', 3], status: 429, retryable: true, retryAfter: 7 });
    expect(error).toMatchObject({ name: 'PortalError', code: 'rate_limited', message: 'Wait.', path: ['items', 3], status: 429, retryable: true, retryAfter: 7 });
  });

  it('says no more than is known, and not to ask again', () => {
    expect(new PortalError('invalid_data', 'No.')).toMatchObject({ path: [], status: undefined, retryable: false, retryAfter: undefined });
  });
});

describe('the pages about errors', () => {
  it('are one for each code, and in the package', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(readdirSync(join(root, 'docs/errors')).toSorted()).toEqual(codes.map((code) => `${code}.md`).toSorted());
    expect((JSON.parse(read('package.json')) as { files: string[] }).files).toEqual(expect.arrayContaining(['docs/errors', 'docs/errors.md']));
  });

  it.each(codes)('say of %s what happened, why, and what to do, and are found from the list', (code) => {
    const page = read(`docs/errors/${code}.md`);
    const [heading, title, ...parts] = page.trimEnd().split('\n\n');
    expect(heading).toBe(`# \`${code}\``);
    expect(parts.filter((part) => part.startsWith('## '))).toEqual(['## What happened', '## Why', '## What to do']);
    expect(parts.filter((part) => part.startsWith('- '))).toHaveLength(2);
    expect(title).toMatch(/^\*\*.+\.\*\*$/);
    expect(read('docs/errors.md')).toContain(`| [\`${code}\`](errors/${code}.md) | ${title?.slice(2, -3)} |`);
  });
});
