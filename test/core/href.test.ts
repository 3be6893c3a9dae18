import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeHref } from '../../src/core/href';

it.each([
  'https://shop.example/upgrade?plan=pro#top',
  'http://localhost:5173/',
  '/upgrade',
  'upgrade?plan=pro',
  '?plan=pro',
  '#plans',
  '//other.example/x',
  '/.//other.example',
  'https://aaaaaaaaaaajavascript:alert(1)%2f%2f@own.invalid/',
])('safeHref() keeps %o', (address) => {
  expect(safeHref(address)).toBe(address);
});

it('safeHref() keeps nothing that a page would open with another scheme', () => {
  const piece = fc.constantFrom('javascript:', 'data:', 'https:', 'http:', 'blob:', '/', '//', '\\', '\t', '\n', ' ', '\u0000', '@', ':', '#', '?', '..', 'own.invalid', 'a', 'alert(1)', '%2f', 'ſ', 'K');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('http://page.example/a/b?c', 'https://page.example', 'https://own.invalid/x/'), (pieces, page) => {
      const href = safeHref(pieces.join('')) ?? '';
      expect(URL.canParse(href, page) ? new URL(href, page).protocol : 'https:').toMatch(/^https?:$/);
    }),
    { numRuns: 5000 },
  );
});

it.each(['javascript:alert(1)', 'java\tscript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'blob:https://shop.example/1', 'vbscript:x', 'mailto:ada@example.com', 'https://', 'http://[', undefined, null, 5, {}, new URL('https://shop.example')])('safeHref() rejects %o', (address) => {
  expect(safeHref(address)).toBeUndefined();
});
