import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as meterface from '../src';
import * as embed from '../src/embed';
import sizes from '../docs/sizes.json';
import { reference } from '../scripts/reference.js';
import { about } from '../stories/docs/about';
import { faultSteps } from '../stories/choices';
import { excerpt } from '../stories/docs/excerpt';
import type { FaultMode } from '../src/testing';
import { isComponent, isHook } from './support/shown';

const root = join(import.meta.dirname, '..');
const pages = readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(mdx|stories\.tsx)$/.test(file)).map((file) => ({ file, text: readFileSync(join(root, 'stories', file), 'utf8') }));
/** The titles of Storybook's pages, such as "Components/UsageBar". */
const titles = pages.flatMap(({ text }) => /(?:<Meta title="|^ {2}title: '|^const meta = \{ title: ')([^"']+)/m.exec(text)?.[1] ?? []);
const elements = Object.keys(embed).filter((name) => name.startsWith('Meterface'));
const names = [...Object.entries(meterface).filter(([name, value]) => isHook(name) || isComponent(name, value)).map(([name]) => name), ...elements];

describe('Storybook', () => {
  it('has a page for every public component, hook and element', () => {
    const expected = names.map((name) => (elements.includes(name) ? name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase() : name));
    const documented = new Set(titles.map((title) => title.split('/')[1]));
    expect(expected.filter((name) => !documented.has(name))).toEqual([]);
  });

  it('says when to use and when not to use every public component, hook and element', () => {
    expect(names.filter((name) => about[name] === undefined)).toEqual([]);
    expect(Object.keys(about).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('puts every page into one of its groups', () => {
    const groups = ['Start', 'Guides', 'Widgets', 'Components', 'Hooks', 'Elements', 'States', 'Host pages', 'Faults', 'Polar objects'];
    expect(titles.filter((title) => !groups.includes(title.split('/')[0] ?? '') || !title.includes('/'))).toEqual([]);
    expect(titles).toHaveLength(pages.length);
  });

  it('plays every fault of the demo from its toolbar', () => {
    const modes: Record<FaultMode, true> = { ok: true, hang: true, stall: true, reset: true, cut: true, drip: true, delay: true, html: true, empty: true, redirect: true, 502: true, 503: true, 504: true, 500: true, retired: true, expired: true, unauthorized: true, 403: true, 429: true, truncate: true, mislabel: true, drift: true, duplicate: true, huge: true, deep: true, mutate: true };
    const played = new Set(Object.values(faultSteps).flatMap(({ steps }) => steps.map((step) => String(typeof step === 'object' ? step.fault : step))));
    expect(Object.keys(modes).filter((mode) => mode !== 'ok' && !played.has(mode))).toEqual([]);
  });

  it('names only custom properties that the style sheet has', () => {
    const styles = readFileSync(join(root, 'test/api.snapshot.md'), 'utf8');
    expect(Object.values(about).flatMap(({ css = [] }) => css).filter((property) => !styles.includes(`- ${property}\n`))).toEqual([]);
  });
});

describe('an excerpt of an example', () => {
  const code = [
    "'use client';",
    "import { Balance, Notice, useBalance as useLeft } from 'meterface';",
    "import { type Bill, formatAmount } from 'meterface/core';",
    '',
    'const size = 3;',
    '',
    'export function One() {',
    '  return <Balance {...propsOf(size)} />;',
    '}',
    '',
    'function propsOf(name: string) {',
    '  return { name, now: formatAmount(1, "usd", "en") };',
    '}',
    '',
    'export function Two() {',
    '  return <Notice title="Two" />;',
    '}',
    '',
  ].join('\n');

  it('has the functions that use the name, what they call, and their imports', () => {
    expect(excerpt(code, 'Balance')).toBe(code.replace(', Notice, useBalance as useLeft', '').replace('type Bill, ', '').replace(/\n\nexport function Two[\s\S]*/, ''));
    expect(excerpt(code, 'Notice')).toBe("'use client';\nimport { Notice } from 'meterface';\n\nexport function Two() {\n  return <Notice title=\"Two\" />;\n}");
  });

  it('is the whole example if no function uses the name', () => {
    expect(excerpt('import { a } from "b";\na();\n', 'missing')).toBe('import { a } from "b";\na();');
  });
});

describe('the API reference', () => {
  const entries = reference().flatMap((entryPoint) => entryPoint.entries);

  it('describes every export except props and options', () => {
    const undocumented = entries.filter(({ name, doc, kind }) => doc === '' && !(kind === 'type' && /(Props|Options)$/.test(name)));
    expect(undocumented.map(({ name }) => name)).toEqual([]);
  });

  it('describes every prop of a component, and every field that a hook returns', () => {
    const results = entries.filter(({ kind }) => kind === 'hook').flatMap(({ signature }) => signature.match(/\w+(?=(?: \| null)?>?$)/) ?? []);
    const shown = entries.filter(({ name, kind }) => kind === 'component' || results.includes(name));
    expect(shown.length).toBeGreaterThan(40);
    expect(shown.flatMap(({ name, members }) => members.filter(({ doc }) => doc === '').map((member) => `${name}.${member.name}`))).toEqual([]);
  });

  it('describes every field of Polar’s objects, with the type that a parser returns', () => {
    const objects = entries.filter(({ name }) => /^(?:Customer(?!Seed)\w+|ChargePreview|CreditGrant|MeterQuantities)$/.test(name));
    expect(objects.map(({ name }) => name).toSorted()).toEqual(['ChargePreview', 'CreditGrant', 'CustomerCustomerMeter', 'CustomerOrder', 'CustomerState', 'CustomerSubscription', 'CustomerWallet', 'MeterQuantities']);
    expect(objects.flatMap(({ name, members }) => members.filter(({ doc, type }) => doc === '' || type === 'unknown').map((member) => `${name}.${member.name}`))).toEqual([]);
    const fields = objects.find(({ name }) => name === 'CustomerCustomerMeter')?.members.map(({ name, type, isOptional }) => `${name}${isOptional ? '?' : ''}: ${type}`);
    expect(fields).toEqual([
      'id: string',
      'createdAt: Date',
      'modifiedAt: Date | null',
      'meterId: string',
      'consumedUnits: number | null',
      'creditedUnits: number | null',
      'balance: number | null',
      'customerId?: string',
      'meter: { id: string; name: string; createdAt?: Date; modifiedAt: Date | null }',
    ]);
  });

  it('lists inherited props, with short unions written out', () => {
    const usage = entries.find(({ name }) => name === 'Usage');
    expect(usage?.members.find(({ name }) => name === 'layout')?.type).toBe("'auto' | 'rows' | 'compact' | 'cards' | 'table'");
    expect(usage?.members.find(({ name }) => name === 'headingLevel')?.type).toBe('1 | 2 | 3 | 4 | 5 | 6');
    expect(usage?.members.find(({ name }) => name === 'whenSpent')?.type).toBe("'billed' | 'blocked' | 'unknown'");
    expect(usage?.element).toBe('div');
  });
});

it('docs/sizes.json names the command that measures sizes, and each size is above 0', () => {
  const { size } = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts as { size: string };
  expect(sizes.command).toContain('npm run size');
  expect(size).toBe('node bench/size.js');
  expect([...Object.values(sizes.bundles), ...Object.values(sizes.each)].every((kilobytes) => kilobytes > 0)).toBe(true);
});
