import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Billing, PortalProvider, Usage } from '../../src';
import { createPolarSource } from '../../src/sources';
import { runInBrowser } from './browserworld';

const api = document.querySelector('meta[name=api]')?.getAttribute('content') ?? '';

/** Mounts both widgets, waits until they have loaded, and unmounts them, the given number of times. */
async function cycle(count: number): Promise<void> {
  const post = async <T,>(action: string, body: unknown): Promise<T> => {
    const response = await fetch(`/control/cycles/${action}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as T;
  };
  const getToken = () => post<{ token: string; expiresAt: string }>('mint', { customer: 'fay' });
  const source = createPolarSource({ server: `${api}/cycles`, getToken });
  for (let index = 0; index < count; index++) {
    const element = document.body.appendChild(document.createElement('div'));
    const root = createRoot(element);
    root.render(
      <StrictMode>
        <PortalProvider source={source} scope="fay">
          <Usage />
          <Billing />
        </PortalProvider>
      </StrictMode>,
    );
    // Every tenth unmounts while it loads.
    const isDone = () => index % 10 === 9 || (element.querySelector('li .mf-usage') !== null && element.querySelector('article') !== null);
    do await new Promise((resolve) => setTimeout(resolve, 1));
    while (!isDone());
    root.unmount();
    element.remove();
  }
}

Object.assign(window, { chaos: { run: (seed: number) => runInBrowser(seed, api), cycle } });
