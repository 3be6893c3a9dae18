import { expect, it } from 'vitest';
import { hashText } from '../../src/core/hashText';

// The vectors of the FNV-1a reference.
it.each<[string, number]>([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['b', 0xe70c2de5],
  ['foob', 0x3f5076ef],
  ['foobar', 0xbf9cf968],
])('hashText() hashes "%s" as FNV-1a does', (text, hash) => {
  expect(hashText(text)).toBe(hash.toString(36));
});
