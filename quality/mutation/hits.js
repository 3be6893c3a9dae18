// Told by a file with probes which functions ran, and tells it when the tests of a file are through.
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';

globalThis.meterfaceHits = new Set();

afterAll(() => writeFileSync(process.env['METERFACE_HITS'], JSON.stringify([...globalThis.meterfaceHits])));
