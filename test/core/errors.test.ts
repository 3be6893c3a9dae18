import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatPath, PortalError, portalErrorCodes } from '../../src/core/errors';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('PortalError', () => {
  it('carries its path, its status and when to retry', () => {
    const error = new PortalError('rate_limited', 'Wait.', { path: ['items', 3], status: 429, retryable: true, retryAfter: 7 });
    expect(error).toMatchObject({ name: 'PortalError', code: 'rate_limited', message: 'Wait.', path: ['items', 3], status: 429, retryable: true, retryAfter: 7 });
  });

  it('has an empty path, no status and is not retryable by default', () => {
    expect(new PortalError('invalid_data', 'No.')).toMatchObject({ path: [], status: undefined, retryable: false, retryAfter: undefined });
    expect(new PortalError('rate_limited', 'No.', { retryAfter: null as never }).retryAfter).toBeUndefined();
  });
});

it('formatPath() joins names with dots and puts indexes in brackets', () => {
  expect(formatPath(['items', 3, 'meter', 'name'])).toBe('items[3].meter.name');
  expect([formatPath([]), formatPath([0, 'id'])]).toEqual(['', '[0].id']);
});

describe('docs/errors', () => {
  it('has one page per error code and is part of the package', () => {
    expect(readdirSync(join(root, 'docs/errors')).toSorted()).toEqual(portalErrorCodes.map((code) => `${code}.md`).toSorted());
    expect((JSON.parse(read('package.json')) as { files: string[] }).files).toEqual(expect.arrayContaining(['docs/errors', 'docs/errors.md']));
  });

  it.each(portalErrorCodes)('explains %s (what happened, why, what to do) and is linked from the list', (code) => {
    const page = read(`docs/errors/${code}.md`);
    const [heading, title, ...parts] = page.trimEnd().split('\n\n');
    expect(heading).toBe(`# \`${code}\``);
    expect(parts.filter((part) => part.startsWith('## '))).toEqual(['## What happened', '## Why', '## What to do']);
    expect(parts.filter((part) => part.startsWith('- '))).toHaveLength(2);
    expect(title).toMatch(/^\*\*.+\.\*\*$/);
    expect(read('docs/errors.md')).toContain(`| [\`${code}\`](errors/${code}.md) | ${title?.slice(2, -3)} |`);
  });
});
