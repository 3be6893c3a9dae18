import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recallSize, rememberSize } from '../../src/widgets/sizes';

const size = { rows: 5, width: 640, height: 412.5 };

beforeEach(() => sessionStorage.clear());

describe('rememberSize()', () => {
  it('keeps the latest size of each name', () => {
    rememberSize('Usage 0 ada', { ...size, rows: 4 });
    rememberSize('Billing 0 ada', { ...size, rows: 9 });
    rememberSize('Usage 0 ada', size);
    expect(recallSize('Usage 0 ada')).toEqual(size);
    expect(recallSize('Billing 0 ada')).toEqual({ ...size, rows: 9 });
    expect(recallSize('Usage 0 bo')).toBeUndefined();
  });

  it('stores a hash in place of the name, and a different one in each tab', () => {
    const stored = ['one', 'another'].map(() => {
      sessionStorage.clear();
      rememberSize('Usage 0 user_123', size);
      return sessionStorage.getItem('meterface-sizes')?.split(',')[1];
    });
    expect(stored.join(' ')).not.toMatch(/user_123|Usage/);
    expect(stored[0]).not.toBe(stored[1]);
  });

  it('keeps the sizes of the latest 40 names only', () => {
    for (let customer = 0; customer < 100; customer += 1) rememberSize(`Usage 0 ${customer}`, size);
    expect(sessionStorage.getItem('meterface-sizes')?.split(',')).toHaveLength(41);
    expect(recallSize('Usage 0 99')).toEqual(size);
    expect(recallSize('Usage 0 1')).toBeUndefined();
  });

  it('does nothing where storage is full', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Full', 'QuotaExceededError');
    });
    rememberSize('Usage 0 ada', size);
    expect(recallSize('Usage 0 ada')).toBeUndefined();
  });
});

describe('recallSize()', () => {
  it.each([
    ['forbidden', () => { throw new DOMException('No storage', 'SecurityError'); }],
    ['replaced by an object without methods', () => ({})],
    ['replaced by an object that returns objects', () => ({ getItem: () => ({}), setItem: () => {} })],
    ['absent', () => undefined],
  ])('finds nothing where storage is %s', (_, get) => {
    vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(get as () => Storage);
    expect(() => rememberSize('Usage 0 ada', size)).not.toThrow();
    expect(recallSize('Usage 0 ada')).toBeUndefined();
  });

  it.each(['', ',', 'salt', 'x,y z', '%'])('finds nothing in the text “%s” of another script', (text) => {
    sessionStorage.setItem('meterface-sizes', text);
    expect(recallSize('Usage 0 ada')).toBeUndefined();
  });

  it.each(['NaN 640 400', '5 640', '5 0 400', '5 640 Infinity', '5 640 1e9', '-1 640 400', '5 640 -4'])('finds nothing in the impossible size “%s”', (numbers) => {
    rememberSize('Usage 0 ada', size);
    sessionStorage.setItem('meterface-sizes', sessionStorage.getItem('meterface-sizes')!.replace('5 640 412.5', numbers));
    expect(recallSize('Usage 0 ada')).toBeUndefined();
  });
});
