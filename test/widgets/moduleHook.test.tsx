import { act, cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider } from '../../src';
import { createPolarSource } from '../../src/sources';
import { moduleHook } from '../../src/widgets/moduleHook';

const part = { name: 'part' };

function show(load: () => Promise<typeof part>) {
  const useModule = moduleHook(load);
  function Shown({ isNeeded }: { isNeeded: boolean }) {
    const [loaded, retry] = useModule(isNeeded);
    return (
      <button type="button" onClick={retry}>
        {loaded === undefined ? 'nothing' : loaded === null ? 'failed' : loaded.name}
      </button>
    );
  }
  return (isNeeded: boolean) => (
    <StrictMode>
      <Shown isNeeded={isNeeded} />
      <Shown isNeeded={isNeeded} />
    </StrictMode>
  );
}

/** A provider whose errors a test collects. */
function provider(errors: string[], place: number, children: ReactNode) {
  return (
    <PortalProvider key={place} source={createPolarSource({ server: '/api/portal' })} scope="ada" refreshEvery={0} onError={({ code, message }) => errors.push(`${place} ${code} ${message.slice(0, 32)}`)}>
      {children}
    </PortalProvider>
  );
}

/** Takes what no provider has reported, so that the next test begins without it. */
afterEach(() => {
  render(provider([], 0, null));
});

const texts = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

describe('moduleHook()', () => {
  it('downloads a part only once it is needed, and once for all components', async () => {
    const load = vi.fn(async () => part);
    const draw = show(load);
    const { rerender } = render(draw(false));
    await act(async () => {});
    expect([texts(), load.mock.calls.length]).toEqual([['nothing', 'nothing'], 0]);
    rerender(draw(true));
    await act(async () => {});
    expect([texts(), load.mock.calls.length]).toEqual([['part', 'part'], 1]);
  });

  it('gives null after a failure, and the part after a retry', async () => {
    const load = vi.fn(async () => part).mockRejectedValueOnce(new Error('The network is down.'));
    render(show(load)(true));
    await act(async () => {});
    expect(texts()).toEqual(['failed', 'failed']);
    await userEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
    await act(async () => {});
    expect(texts()).toEqual(['part', 'part']);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('downloads a part again when the browser comes online, once for each failure', async () => {
    const failure = new Error('The network is down.');
    const load = vi.fn(async () => part).mockRejectedValueOnce(failure).mockRejectedValueOnce(failure).mockRejectedValueOnce(failure);
    const comeOnline = () => act(async () => void window.dispatchEvent(new Event('online')));
    render(show(load)(true));
    await act(async () => {});
    await comeOnline();
    await userEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
    expect([texts(), load.mock.calls.length]).toEqual([['failed', 'failed'], 3]);
    await comeOnline();
    await comeOnline();
    expect([texts(), load.mock.calls.length]).toEqual([['part', 'part'], 4]);
  });

  it('reports failures in a row once, to the `onError` of each provider', async () => {
    const errors: string[] = [];
    const load = vi.fn(() => Promise.reject<typeof part>(new Error('The network is down.')));
    const draw = show(load);
    render([1, 2].map((place) => provider(errors, place, draw(true))));
    await act(async () => {});
    await userEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
    expect([load.mock.calls.length, errors]).toEqual([2, ["1 unreachable A file of Meterface didn't load.", "2 unreachable A file of Meterface didn't load."]]);
    cleanup();
    await act(async () => void window.dispatchEvent(new Event('online')));
    expect([load.mock.calls.length, errors.length]).toEqual([3, 2]);
  });

  it('reports a failure that comes before any provider to the next one, once', async () => {
    const errors: string[] = [];
    const draw = show(() => Promise.reject<typeof part>(new Error('The network is down.')));
    render(draw(true));
    await act(async () => {});
    render(provider(errors, 1, draw(true)));
    render(provider(errors, 2, draw(true)));
    await act(async () => {});
    expect(errors).toEqual(["1 unreachable A file of Meterface didn't load."]);
  });

  it('prints no error if a component unmounts before the part has loaded', async () => {
    let finish: (loaded: typeof part) => void = () => {};
    const { unmount } = render(show(() => new Promise((resolve) => (finish = resolve)))(true));
    unmount();
    finish(part);
    await act(async () => {});
    expect(document.body.textContent).toBe('');
  });
});
