// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { createDemoPolar } from '../../src/testing';
import { origin } from './signIn';

it('a demo responds and aborts under jsdom, whose AbortSignal Node’s Request rejects', async () => {
  const demo = createDemoPolar({ latency: 1 });
  const headers = { Authorization: `Bearer ${demo.createSession('ada').token}` };
  const page = new AbortController();
  const response = await demo(`${origin}/v1/customer-portal/wallets/`, { headers, signal: page.signal });
  expect(response.status).toBe(200);
  page.abort();
  await expect(demo(`${origin}/v1/customer-portal/wallets/`, { headers, signal: page.signal })).rejects.toThrow('abort');
});
