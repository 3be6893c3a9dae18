// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createBackend } from '../../demo/backend';

/** The API of a real customer's page. */
const serverOf = (server: string) =>
  createBackend(
    { POLAR_ACCESS_TOKEN: 'polar_oat_shop', POLAR_CUSTOMER_EXTERNAL_ID: 'ada', POLAR_SERVER: server },
    { demo: { url: '', accessToken: '', customers: [] } },
  ).server;

describe('createBackend()', () => {
  it.each([
    ['sandbox', 'https://sandbox-api.polar.sh'],
    ['https://polar.example/', 'https://polar.example'],
  ])('reads POLAR_SERVER=%s', (given, server) => {
    expect(serverOf(given)).toBe(server);
  });

  it.each(['constructor', '__proto__', 'toString', 'Sandbox', 'ftp://polar.example'])('rejects POLAR_SERVER=%s', (given) => {
    expect(() => serverOf(given)).toThrow(`POLAR_SERVER is "${given}". Set it to production, sandbox or the URL of a Polar API.`);
  });
});

describe('a script that takes names', () => {
  it.each([
    ['calendar', 'There is no day "constructor".'],
    ['versions', 'There is no set constructor.'],
  ])('%s.js rejects a name that every object has', (script, message) => {
    const { stderr, status } = spawnSync(process.execPath, [`scripts/${script}.js`, 'constructor'], { encoding: 'utf8', timeout: 20_000 });
    expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
