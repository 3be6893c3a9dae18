import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../scripts/ports.js';
import { barsOf, serveBrowser, settled, visit } from './browser';

serveBrowser();

describe('npm start', () => {
  it('prints the URLs that it serves, and shows usage', async () => {
    const port = await freePort();
    const lines = await startLines(port);
    expect(lines).toEqual([
      `Usage and billing  http://localhost:${port}/`,
      `  via the proxy    http://localhost:${port}/api/portal, read-only; tokens stay on this server`,
      `  or directly      http://localhost:${port}/?direct, with a session token in the browser`,
      `A plain HTML shop  http://localhost:${port}/storefront`,
      `Polar API          http://localhost:${port + 1}`,
    ]);
    const status = async (address: string) => (await fetch(`http://localhost:${address}`)).status;
    expect([await status(`${port}/`), await status(`${port}/?direct`), await status(`${port}/api/portal/ada/meters`), await status(`${port + 1}/v1/customer-portal/meters/`)]).toEqual([200, 200, 401, 401]);
    const { page, printed } = await visit(`http://localhost:${port}/`);
    await settled(page);
    expect((await barsOf(page)).map(([name]) => name)).toEqual(['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created']);
    expect(printed).toEqual([]);
  });
});

/** The lines that `npm start` prints, without their indent. It also uses the next port, which is most likely free, too. The process ends with the test. */
async function startLines(port: number): Promise<string[]> {
  const { POLAR_ACCESS_TOKEN: _token, POLAR_CUSTOMER_EXTERNAL_ID: _id, ...environment } = process.env;
  const script = fileURLToPath(new URL('../../scripts/start.js', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script], { env: { ...environment, PORT: String(port) }, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill());
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await expect.poll(() => text, { timeout: 30_000 }).toMatch(/Polar API .*\n/);
  return text.split('\n').filter((line) => line.startsWith('  ')).map((line) => line.slice(2));
}
