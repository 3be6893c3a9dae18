import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect } from 'vitest';
import { isPortalError, type PortalError } from '../../src/core';

export interface TestServer {
  url: string;
  /** Every request so far, as it came over the socket. */
  requests: IncomingMessage[];
  /** Path and query of each. */
  paths(): string[];
}

const running: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

/** A real HTTP server on a free port of this machine, gone after the test. */
export async function serve(answer: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
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

/** What a promise rejects with; fails when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
}

/** The same, checked to be ours and to say nothing that must stay secret. */
export async function problemOf(promise: Promise<unknown>): Promise<PortalError> {
  const error = await failureOf(promise);
  if (!isPortalError(error)) throw new Error(`not a PortalError: ${String(error)}`);
  expectNoSecret(error);
  return error;
}

export function expectNoSecret(error: PortalError): void {
  const everything = [String(error), error.stack, JSON.stringify(error), inspect(error, { showHidden: true, depth: 10 })].join('\n');
  expect(everything).not.toMatch(/SENTINEL|Bearer/);
  expect(error.cause).toBeUndefined();
  // The words of `invalid_data` are the core's.
  if (error.code === 'invalid_data') return;
  expect(error.message).not.toMatch(/[?&]\w+=|undefined|null/);
  // What happened, why, and what to do.
  expect(error.message.split(/\.(?:\s|$)/).filter(Boolean)).toHaveLength(3);
}
