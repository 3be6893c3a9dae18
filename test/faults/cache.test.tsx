import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Usage } from '../../src';
import { createPolarSource } from '../../src/sources';
import { createResponseAges } from '../../src/sources/responseAges';
import { pass } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage } from './page';

holdInvariants();

/** A page on the origin of its proxy, whose responses a cache may replay. `headers` returns their `Date` and `Age`. */
async function open({ replays, headers }: { replays: boolean; headers?: () => Record<string, string> }) {
  const kept = new Map<string, { text: string; headers: Record<string, string> }>();
  return openPage({
    widget: <Usage />,
    provider: { source: createPolarSource({ server: '/api/portal' }), refreshEvery: 60_000, timeZone: 'UTC' },
    prepare: (polar) => {
      const token = polar.demo.createSession('ada').token;
      vi.stubGlobal('fetch', async (path: string) => {
        const known = kept.get(path);
        if (replays && known) return new Response(known.text, { headers: known.headers });
        const url = `https://polar.example/v1/customer-portal${path.replace(/^.*\/api\/portal/, '').replace(/\?|$/, '/?')}`;
        const response = await polar.demo(new Request(url, { headers: { Authorization: `Bearer ${token}` } }));
        const fresh = { text: await response.text(), headers: headers?.() ?? { Date: new Date().toUTCString() } };
        kept.set(path, fresh);
        return new Response(fresh.text, { status: response.status, headers: fresh.headers });
      });
    },
  });
}

describe('94 · a cache that replays responses', () => {
  it('94 · is recognized by a Date that does not advance', () => {
    vi.useFakeTimers();
    const ages = createResponseAges(true);
    const headers = (date: string, more = {}) => new Headers({ Date: date, ...more });
    expect(ages('/a', headers('Sat, 14 Nov 2026 13:37:00 GMT'))).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(ages('/a', headers('Sat, 14 Nov 2026 13:37:00 GMT'))).toBe(60_000);
    expect(ages('/b', headers('Sat, 14 Nov 2026 13:37:00 GMT'))).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(ages('/a', headers('Sat, 14 Nov 2026 13:37:00 GMT'))).toBe(120_000);
    expect(ages('/a', headers('Sat, 14 Nov 2026 13:39:00 GMT'))).toBe(0);
    vi.useRealTimers();
  });

  it('94 · is recognized by its Age plus the time since the first response', () => {
    vi.useFakeTimers();
    const ages = createResponseAges(true);
    const headers = new Headers({ Date: 'Sat, 14 Nov 2026 13:37:00 GMT', Age: '300' });
    expect(ages('/a', headers)).toBe(300_000);
    vi.advanceTimersByTime(60_000);
    expect(ages('/a', headers)).toBe(360_000);
    for (const age of ['-5', 'soon', '', 'Infinity', '3']) expect(ages('/b', new Headers({ Age: age }))).toBe(0);
    expect(ages('/b', undefined)).toBe(0);
    vi.useRealTimers();
  });

  it.each([-2, 2])('94 · is not suspected when the clocks differ by %d hours, or when one of them is set back', (hours) => {
    vi.useFakeTimers();
    const ages = createResponseAges(true);
    for (let minute = 0; minute < 10; minute += 1) {
      const setBack = minute > 5 ? 3_600_000 : 0;
      expect(ages('/a', new Headers({ Date: new Date(Date.now() + hours * 3_600_000 - setBack).toUTCString() }))).toBe(0);
      vi.advanceTimersByTime(60_000);
    }
    vi.useRealTimers();
  });

  it('94 · makes the page show the time of the old response', async () => {
    const { container } = await open({ replays: true });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    expect(container).not.toHaveTextContent('As of');
    await pass(130, 10);
    expect(container).toHaveTextContent('As of 1:37 PM');
    await pass(300, 20);
    expect(container).toHaveTextContent('As of 1:37 PM');
  });

  it('94 · is not suspected when every response is fresh', async () => {
    const { container } = await open({ replays: false });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    await pass(130, 10);
    expect(screen.queryByText(/As of/)).toBeNull();
  });

  it('94 · makes the page show the Age of the first response', async () => {
    const { container } = await open({ replays: false, headers: () => ({ Date: new Date().toUTCString(), Age: '3600' }) });
    await waitFor(() => expect(container).toHaveTextContent('As of 12:37 PM'));
  });
});
