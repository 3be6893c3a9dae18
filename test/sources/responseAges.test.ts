import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPolarSource } from '../../src/sources/polar';
import { createResponseAges } from '../../src/sources/responseAges';
import { list, meter } from './fixtures';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-14T13:37:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

const date = 'Sat, 14 Nov 2026 13:37:00 GMT';
const dated = (more: Record<string, string> = {}) => new Headers({ Date: date, ...more });

describe('the age of a response', () => {
  it.each([
    ['10', 10_000],
    ['9', 0],
    ['0', 0],
    ['-20', 0],
    ['Infinity', 0],
    ['soon', 0],
  ])('with `Age: %s` is %d ms', (seconds, age) => {
    for (const readsDate of [true, false]) expect(createResponseAges(readsDate)('/a', new Headers({ Age: seconds }))).toBe(age);
  });

  it('without headers is 0', () => {
    expect(createResponseAges(true)('/a', undefined)).toBe(0);
  });

  it('is the time since the first response with the same Date', () => {
    const ages = createResponseAges(true);
    ages('/a', dated());
    vi.advanceTimersByTime(9_999);
    expect(ages('/a', dated())).toBe(0);
    vi.advanceTimersByTime(1);
    expect(ages('/a', dated())).toBe(10_000);
  });

  it('is the larger of its Age and the time since the first response with the same Date', () => {
    const ages = createResponseAges(true);
    ages('/a', dated());
    vi.advanceTimersByTime(20_000);
    expect([ages('/a', dated({ Age: '15' })), ages('/a', dated({ Age: '30' }))]).toEqual([20_000, 30_000]);
  });

  it('is the Age of the first response with the same Date plus the time since then', () => {
    const ages = createResponseAges(true);
    expect(ages('/a', dated({ Age: '60' }))).toBe(60_000);
    vi.advanceTimersByTime(5_000);
    expect(ages('/a', dated({ Age: '60' }))).toBe(65_000);
  });

  it('is 0 if browsers hide its Date from pages, or if it has none', () => {
    for (const [ages, headers] of [[createResponseAges(false), dated()], [createResponseAges(true), new Headers()]] as const) {
      ages('/a', headers);
      vi.advanceTimersByTime(60_000);
      expect(ages('/a', headers)).toBe(0);
    }
  });

  it('is forgotten for the least recent of more than 200 URLs', () => {
    const ages = createResponseAges(true);
    for (let index = 0; index < 201; index++) ages(`/${index}`, dated());
    vi.advanceTimersByTime(60_000);
    expect([ages('/200', dated()), ages('/1', dated()), ages('/0', dated())]).toEqual([60_000, 60_000, 0]);
  });
});

describe('a list of a source', () => {
  /** A source whose pages have these ages, in seconds. */
  const sourceOf = (...seconds: number[]) =>
    createPolarSource({
      server: '/api/portal',
      fetch: async (url) => {
        const page = Number(new URL(url, 'https://shop.example').searchParams.get('page'));
        return Response.json(list([meter(`m${page}`)], seconds.length, seconds.length), { headers: { Age: String(seconds[page - 1]) } });
      },
    });

  it('is as old as its oldest page', async () => {
    expect(await sourceOf(20, 70, 0).meters({ all: true })).toMatchObject({ age: 70_000, items: [{ id: 'm1' }, { id: 'm2' }, { id: 'm3' }] });
  });

  it('has no age if it is fresh', async () => {
    expect(await sourceOf(0, 5).meters({ all: true })).not.toHaveProperty('age');
  });
});
