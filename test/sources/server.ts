import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect } from 'vitest';
import { isPortalError, type PortalError } from '../../src/core/errors';

export interface TestServer {
  url: string;
  /** Every request so far, as received over the socket. */
  requests: IncomingMessage[];
  /** Path and query of each. */
  paths(): string[];
}

const running: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

/** A real HTTP server on a free port of this machine, closed after the test. */
export async function serve(respond: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, paths: () => requests.map((request) => request.url ?? '') };
}

export function json(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function bearer(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace('Bearer ', '');
}

export function searchOf(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '', 'http://test').searchParams;
}

export const sentinel = 'polar_cst_SENTINEL0123456789';

/** The reason that a promise rejects with. Fails if it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the promise should have rejected'),
    (error: unknown) => error,
  );
}

/** Like failureOf(), but the reason must be a PortalError without secrets. */
export async function problemOf(promise: Promise<unknown>): Promise<PortalError> {
  const error = await failureOf(promise);
  if (!isPortalError(error)) throw new Error(`Not a PortalError: ${String(error)}`);
  expectNoSecret(error);
  return error;
}

export function expectNoSecret(error: PortalError): void {
  const everything = [String(error), error.stack, JSON.stringify(error), inspect(error, { showHidden: true, depth: 10 })].join('\n');
  expect(everything).not.toMatch(/SENTINEL|Bearer/);
  expect(error.cause).toBeUndefined();
  // The message of `invalid_data` is built in core and tested there.
  if (error.code === 'invalid_data') return;
  expect(error.message).not.toMatch(/[?&]\w+=|undefined|null/);
  // Three parts: what happened, why, and what to do.
  expect(error.message.split(/\.(?:\s|$)/).filter(Boolean)).toHaveLength(3);
}
