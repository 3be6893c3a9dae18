import { describe, expect, it } from 'vitest';
import { notJson, parseJson, readText } from '../../src/http/body';
import { problemOf } from '../sources/server';

const { signal } = new AbortController();
/** The longest error that is read, in bytes. */
const longest = 10_000;

/** A response whose body is not a stream, as polyfills of `fetch` return it. */
function withoutStream(text: () => Promise<string>): Response {
  return { text } as Response;
}

const responses = {
  'with a stream': (text: string) => new Response(text),
  'without a stream': (text: string) => withoutStream(async () => text),
};

describe.each(Object.entries(responses))('readText() of a response %s', (_, respond) => {
  it('returns the text of a body that is exactly as long as allowed', async () => {
    const text = 'x'.repeat(longest);
    expect(await readText(respond(text), signal, 'error')).toBe(text);
  });

  it('rejects a body that is one byte too long', async () => {
    const problem = await problemOf(readText(respond('x'.repeat(longest + 1)), signal, 'error'));
    expect(problem).toMatchObject({ code: 'unexpected_response', retryable: false });
    expect(problem.message).toBe("The response can't be used: it is too long. It may not be from Polar. Check the URL.");
  });
});

describe('readText()', () => {
  it('counts the bytes of a body without a stream, too', async () => {
    expect(await readText(withoutStream(async () => 'é'.repeat(longest / 2)), signal, 'error')).toHaveLength(longest / 2);
    const problem = await problemOf(readText(withoutStream(async () => 'é'.repeat(longest / 2 + 1)), signal, 'error'));
    expect(problem.message).toContain('it is too long');
  });

  it('rejects with a retryable error if a body without a stream breaks off', async () => {
    const response = withoutStream(() => Promise.reject(new TypeError('terminated')));
    const problem = await problemOf(readText(response, signal, 'error'));
    expect(problem).toMatchObject({ code: 'unexpected_response', retryable: true });
    expect(problem.message).toBe('The response was cut off. The connection broke. Try again in a moment.');
    expect(problem.message).not.toContain('terminated');
  });

  it('counts the bytes of a stream, not its characters', async () => {
    const problem = await problemOf(readText(new Response('€'.repeat(longest / 2)), signal, 'error'));
    expect(problem.message).toContain('it is too long');
  });
});

describe('notJson()', () => {
  it.each(['{"items":[', '[1,', ' \n\t{'])('is retryable for text that begins like JSON: %j', (text) => {
    expect(notJson(text)).toMatchObject({ retryable: true });
  });

  it.each(['<html>{', 'x{', '"{'])('is final for any other text: %j', (text) => {
    expect(notJson(text)).toMatchObject({ retryable: false });
    expect(notJson(text).message).toContain('it is not JSON');
  });

  it('names an empty body', () => {
    expect(() => parseJson('')).toThrow('it is empty');
  });
});
