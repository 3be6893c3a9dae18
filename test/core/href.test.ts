import { expect, it } from 'vitest';
import { safeHref } from '../../src/core/href';

it.each([
  ['https://shop.example/upgrade?plan=pro#top', 'https://shop.example/upgrade?plan=pro#top'],
  ['http://localhost:5173/', 'http://localhost:5173/'],
  ['/upgrade', '/upgrade'],
  ['upgrade?plan=pro', '/upgrade?plan=pro'],
  ['//other.example/x', 'https://other.example/x'],
  // A browser reads these as paths of the page's own origin. As "//evil.example" they would lead to another one.
  ['/.//evil.example', '/.//evil.example'],
  ['/a/..//evil.example/x', '/.//evil.example/x'],
  ['/%2e//evil.example', '/.//evil.example'],
  // Without its first 19 characters, this address would be a script.
  ['https://aaaaaaaaaaajavascript:alert(1)%2f%2f@own.invalid/', 'https://aaaaaaaaaaajavascript:alert(1)%2f%2f@own.invalid/'],
])('safeHref() accepts %o', (address, href) => {
  expect(safeHref(address)).toBe(href);
});

it.each(['javascript:alert(1)', 'java\tscript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'blob:https://shop.example/1', 'vbscript:x', 'mailto:ada@example.com', 'https://', 'http://[', undefined, null, 5, {}, new URL('https://shop.example')])('safeHref() rejects %o', (address) => {
  expect(safeHref(address)).toBeUndefined();
});
