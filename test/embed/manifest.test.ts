import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSX } from 'react';
import { describe, expect, it } from 'vitest';
import { manifest } from '../../scripts/manifest.js';
import { elements, type MeterfaceEvents } from './elements';
import { defineMeterface } from '../../src/embed';
import '../../src/embed/jsx';

const { modules } = manifest(defineMeterface);
const declared = modules.flatMap(({ declarations }) => declarations);

describe('the custom elements manifest', () => {
  it('has every element', () => {
    expect(declared.map(({ tagName }) => tagName)).toEqual(Object.keys(elements));
    expect(declared.map(({ name }) => name)).toEqual(Object.values(elements).map(({ name }) => name));
  });

  it.each(Object.entries(elements))('has every attribute and property with its type and meaning: %s', (name, element) => {
    const { attributes, members } = declared.find(({ tagName }) => tagName === name)!;
    expect(attributes.map((one) => one.name)).toEqual(element.observedAttributes);
    expect(attributes.filter(({ description, type }) => !description || !type.text)).toEqual([]);
    const created = document.createElement(name);
    expect(members.filter((one) => !(one.name in created))).toEqual([]);
    expect(members.filter(({ description, type }) => !description || !type.text)).toEqual([]);
    const classes = [Object.getPrototypeOf(element.prototype) as object, element.prototype].flatMap((one) => Object.entries(Object.getOwnPropertyDescriptors(one)));
    const settable = classes.flatMap(([property, { set }]) => (set ? [property] : []));
    expect(settable.length).toBeGreaterThan(3);
    expect(settable.filter((property) => !members.some((one) => one.name === property))).toEqual([]);
  });

  it('has every event and slot of meterface-usage, and a meaning for each of them and for every part', () => {
    const events: Record<keyof MeterfaceEvents, true> = { 'meterface-ready': true, 'meterface-error': true, 'meterface-session-expired': true, 'meterface-action': true, 'meterface-threshold': true };
    const [, usage] = declared;
    expect(usage!.events.map(({ name }) => name).toSorted()).toEqual(Object.keys(events).toSorted());
    expect(usage!.slots.map(({ name }) => name)).toEqual(['header', 'empty', 'error', 'action']);
    expect(usage!.cssParts!.length).toBeGreaterThan(8);
    expect([...usage!.events, ...usage!.slots, ...declared.flatMap(({ cssParts = [] }) => cssParts)].filter(({ description }) => !description)).toEqual([]);
  });

  it('is named in package.json and published', () => {
    const { customElements, files } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { customElements: string; files: string[] };
    expect(customElements).toBe('dist/custom-elements.json');
    expect(files).toContain('dist');
  });
});

it('React 19’s JSX knows attributes, properties and events of elements, and refuses those that an element lacks', () => {
  const usage: JSX.IntrinsicElements['meterface-usage'] = { 'server': '/api/portal', 'page-size': '5', 'pageSize': 5, 'layout': 'table', 'onmeterface-ready': ({ detail }) => void detail.scope.length };
  const meter: JSX.IntrinsicElements['meterface-meter'] = { 'meter-id': 'mtr_1', 'variant': 'ring', 'onmeterface-action': ({ detail }) => void detail.meterId.length };
  // As text, because before the script has arrived, React turns lists and objects into text and leaves out `false`.
  const early: JSX.IntrinsicElements['meterface-usage'] = { units: '{"mtr_1": "tokens"}', meters: '[{"meterId": "mtr_1"}]', thresholds: '[0.8]', expected: '5' };
  const alert: JSX.IntrinsicElements['meterface-alert'] = { dismissible: 'false' };
  // @ts-expect-error There is no such layout.
  const unknown: JSX.IntrinsicElements['meterface-usage'] = { layout: 'grid' };
  // @ts-expect-error There is no such layout.
  const wrong: JSX.IntrinsicElements['meterface-usage'] = { layout: 5 };
  // @ts-expect-error A balance has no layout.
  const other: JSX.IntrinsicElements['meterface-balance'] = { layout: 'table' };
  const portal: JSX.IntrinsicElements['meterface-portal'] = { 'server': '/api/portal', 'refresh-every': '0', 'onmeterface-error': ({ detail }) => void detail.code.length };
  // @ts-expect-error A portal has no layout.
  const none: JSX.IntrinsicElements['meterface-portal'] = { layout: 'table' };
  expect([usage, meter, early, alert, unknown, wrong, other, portal, none]).toHaveLength(9);
});
