// Collects the functions that probes report, and writes them to a file after the tests of each test file.
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';

globalThis.meterfaceHits = new Set();

afterAll(() => writeFileSync(process.env['METERFACE_HITS'] ?? '', JSON.stringify([...globalThis.meterfaceHits])));
