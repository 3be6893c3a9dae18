#!/usr/bin/env node
/**
 * Writes `dist/custom-elements.json`: each element with its attributes, properties, events, slots and parts, for editors
 * and documentation tools. Names, types and descriptions come from src/embed; the two lists below say which element has which
 * parts and slots.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/embed');
/** @type {Readonly<Record<string, readonly string[]>>} The parts that an element draws; test/embed/parts.test.ts compares them with what it draws. */
const partsOf = {
  'meterface-usage': ['title', 'alert', 'meter', 'name', 'value', 'track', 'fill', 'status', 'notice', 'button'],
  'meterface-billing': ['title', 'bill', 'amount', 'notice', 'button'],
  'meterface-meter': ['meter', 'name', 'value', 'track', 'fill', 'status', 'notice', 'button'],
  'meterface-amount-due': ['amount', 'notice', 'button'],
  'meterface-alert': ['alert', 'button'],
};
/** @type {Readonly<Record<string, readonly string[]>>} The slots that an element has, compared in the same test. */
const slotsOf = {
  'meterface-usage': ['header', 'empty', 'error', 'action'],
  'meterface-billing': ['header', 'empty', 'error', 'action'],
  'meterface-meter': ['header', 'empty', 'error', 'action'],
  'meterface-balance': ['empty', 'error'],
  'meterface-amount-due': ['header', 'empty', 'error'],
  'meterface-alert': ['empty', 'error', 'action'],
};

if (process.argv[1] === import.meta.filename) {
  const { defineMeterface } = await import(`${root}/dist/embed/index.js`);
  writeFileSync(join(root, 'dist/custom-elements.json'), `${JSON.stringify(manifest(defineMeterface), null, 2)}\n`);
}

/**
 * The manifest: https://github.com/webcomponents/custom-elements-manifest.
 * @typedef {{ name: string, observedAttributes: string[], allSettings: object }} ElementClass
 * @param {(registry: CustomElementRegistry) => void} define
 */
export function manifest(define) {
  /** @type {Map<string, ElementClass>} */
  const elements = new Map();
  define(/** @type {CustomElementRegistry} */ (/** @type {unknown} */ (elementRegistry(elements))));
  const { settings, events, slots, parts } = vocabulary();
  const modules = [...elements].map(([tagName, element]) => {
    const name = element.name;
    const isPortal = tagName === 'meterface-portal';
    const own = Object.keys(element.allSettings).map((setting) => ({ setting, description: settings[setting]?.description, type: { text: settings[setting]?.type } }));
    return {
      kind: 'javascript-module',
      path: `dist/embed/${name}.js`,
      declarations: [
        {
          kind: 'class',
          customElement: true,
          name,
          tagName,
          description: commentOf(name),
          attributes: own.map(({ setting, ...rest }, index) => ({ name: element.observedAttributes[index], fieldName: setting, ...rest })),
          members: [...own.map(({ setting, ...rest }) => ({ kind: 'field', name: setting, ...rest })), ...programProperties()],
          events: Object.entries(events).map(([event, { description, type }]) => ({ name: event, description, type: { text: type } })),
          slots: isPortal ? [{ name: '', description: 'The elements that share its settings.' }] : (slotsOf[tagName] ?? []).map((slot) => ({ name: slot, description: slots[slot]?.description })),
          ...(partsOf[tagName] !== undefined && { cssParts: partsOf[tagName].map((name) => ({ name, description: parts[name]?.description })) }),
        },
      ],
      exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: `dist/embed/${name}.js` } }],
    };
  });
  return { schemaVersion: '1.0.0', modules };
}

/** The settings, events, slots and parts of all elements by name, and the slots and parts that each element has. */
export function vocabulary() {
  const events = [...commentsIn('events.ts')].filter(([name]) => name.startsWith('meterface-'));
  return {
    settings: described([...commentsIn('settings.ts')], typeOf),
    events: described(events, (code) => code.replace(/;$/, '')),
    slots: described([...commentsIn('slotsOf.tsx')], (code) => code.replace(/;$/, '')),
    parts: described([...commentsIn('shadow.ts')], () => ''),
    slotsOf,
    partsOf,
  };
}

/** The properties of every element that no attribute can set, because they are functions or objects. */
function programProperties() {
  const setters = read('MeterfaceElement.tsx').matchAll(/^ {2}\/\*\* (.*) \*\/\n {2}(?:set (\w+)\(\w+: (\w+) \| undefined\)|get (\w+)\(\): (\w+) \| undefined) \{/gm);
  return [...setters].flatMap(([, description, written, writtenType, name = written ?? '', type = writtenType ?? '']) => (name === 'token' ? [] : [{ kind: 'field', name, description, type: { text: `${type} | undefined` } }]));
}

/**
 * @param {[string, { comment: string, code: string }][]} members
 * @param {(code: string) => string} toType
 * @returns {Record<string, { description: string, type: string }>}
 */
function described(members, toType) {
  return Object.fromEntries(members.map(([name, { comment, code }]) => [name, { description: comment, type: toType(code) }]));
}

/** A registry that collects what is defined. @param {Map<string, ElementClass>} elements */
function elementRegistry(elements) {
  return { get: () => undefined, define: (/** @type {string} */ name, /** @type {ElementClass} */ element) => elements.set(name, element) };
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(folder, file), 'utf8');
}

/** The commented members of a file by name, each with its comment and code. @param {string} file */
function commentsIn(file) {
  const members = read(file).matchAll(/^ {2}\/\*\* (.*) \*\/\n {2}'?([\w-]+)'?\??: (.*)$/gm);
  return new Map([...members].map(([, comment = '', name = '', code = '']) => [name, { comment, code }]));
}

/** The comment above a class. @param {string} name */
function commentOf(name) {
  const file = readdirSync(folder).find((one) => basename(one, extname(one)) === name) ?? '';
  return /\/\*\* (.*) \*\/\nexport class/.exec(read(file))?.[1];
}

/** The type that a setting's code reads. @param {string} code */
function typeOf(code) {
  if (code.startsWith('oneOf')) return [...code.matchAll(/'\w+'/g)].join(' | ');
  const types = { onOff: 'boolean', whole: 'number', '((given) => readRefreshEvery': 'number', '((given) => given || null': 'string | null', read: 'object' };
  return Object.entries(types).find(([start]) => code.startsWith(start))?.[1] ?? 'string';
}
