#!/usr/bin/env node
/**
 * Writes test/contract/openapi.json, the part of Polar's OpenAPI document that the demo's tests need:
 * `node scripts/contract.js openapi.json`. Takes the schemas that test/contract names and all that they refer to, without
 * prose and examples.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../test/contract');
const [given] = process.argv.slice(2);
if (given === undefined) throw new Error('No document was named. Pass the path of Polar’s OpenAPI document, which https://api.polar.sh/openapi.json serves.');

const { openapi, info, components } = JSON.parse(readFileSync(given, 'utf8'));
const tests = readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
const used = new Set(tests.flatMap((text) => [...text.matchAll(/errorsOf\('(\w+)'/g)].map(([, name = '']) => name)));
// Iterating over a Set also visits items that are added meanwhile.
for (const name of used) for (const inner of referred(JSON.stringify(components.schemas[name]))) used.add(inner);

const schemas = [...used].toSorted().map((name) => `      ${JSON.stringify(name)}: ${JSON.stringify(bare(components.schemas[name]))}`);
const about = { title: 'Excerpt of Polar’s OpenAPI document: schemas only, without prose', version: info.version, 'x-source': 'https://api.polar.sh/openapi.json' };
writeFileSync(join(folder, 'openapi.json'), `{
  "openapi": ${JSON.stringify(openapi)},
  "info": ${JSON.stringify(about)},
  "components": {
    "schemas": {
${schemas.join(',\n')}
    }
  }
}
`);

/** @param {string} text */
function referred(text) {
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name);
}

/** A schema without the keywords that validate nothing. @param {unknown} schema @returns {unknown} */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  // A field may be called `title` or `description`: then the value is its schema, not a text.
  const entries = Object.entries(schema).filter(([key, value]) => !(typeof value === 'string' && ['title', 'description'].includes(key)) && key !== 'examples');
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}
