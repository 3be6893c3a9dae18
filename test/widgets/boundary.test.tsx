import { QueryClient } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Billing, type Messages, type PortalError, PortalProvider, Usage } from '../../src';
import { gate, mockTime, pass, servePolar, settle } from '../react/polar';

// React prints what a boundary catches, and React 18 dispatches it as an error event: both are for the host's developer.
const ignore = (event: ErrorEvent) => event.preventDefault();
beforeEach(() => {
  window.addEventListener('error', ignore);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  window.removeEventListener('error', ignore);
  vi.restoreAllMocks();
});

async function openPage(messages: Partial<Messages>, queryClient?: QueryClient) {
  const polar = await servePolar();
  const errors: PortalError[] = [];
  const page = (words: Partial<Messages>, scope = 'ada'): ReactNode => (
    <StrictMode>
      <p>The shop</p>
      <PortalProvider source={polar.source(scope)} scope={scope} refreshEvery={60_000} messages={words} {...(queryClient && { queryClient })} onError={(error) => errors.push(error)}>
        <Usage />
        <Billing />
      </PortalProvider>
    </StrictMode>
  );
  const { container, rerender } = render(page(messages));
  return { container, errors, polar, show: (words: Partial<Messages>, scope?: string) => rerender(page(words, scope)) };
}

const broken = (): never => {
  throw new Error('SENTINEL');
};

describe('a widget that throws', () => {
  it('is replaced by a notice and reported, while the page and other widgets stay', async () => {
    const { errors } = await openPage({ usageStatus: broken });
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent("We couldn't load this");
    expect(notice).not.toHaveTextContent('SENTINEL');
    expect(screen.getByText('The shop')).toBeInTheDocument();
    expect(await screen.findByText('Lumen Pro')).toBeInTheDocument();
    await settle();
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['unexpected_failure']));
    expect(JSON.stringify(errors.map(({ message, stack }) => [message, stack]))).not.toContain('SENTINEL');
  });

  it('returns with "Try again" once it no longer throws', async () => {
    let isBroken = true;
    await openPage({ usageStatus: () => (isBroken ? broken() : 'fine') });
    const button = await screen.findByRole('button', { name: 'Try again' });
    isBroken = false;
    await userEvent.click(button);
    expect((await screen.findAllByText('fine')).length).toBeGreaterThan(1);
  });

  it('shows the notice again as often as a retry throws', async () => {
    await openPage({ usageStatus: broken });
    for (let round = 0; round < 3; round++) await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('alert')).toHaveTextContent("We couldn't load this");
    expect(screen.getByText('The shop')).toBeInTheDocument();
  });

  it('is tried again with each refresh, and not reported again until it has returned', async () => {
    mockTime();
    let isBroken = true;
    const { errors } = await openPage({ usageStatus: () => (isBroken ? broken() : 'fine') });
    await screen.findByRole('alert');
    await pass(130, 10);
    expect(screen.getByRole('alert')).toHaveTextContent("We couldn't load this");
    const reported = errors.length;
    expect(errors.every(({ code }) => code === 'unexpected_failure')).toBe(true);
    await pass(65, 5);
    expect(errors).toHaveLength(reported);
    isBroken = false;
    await pass(65, 5);
    expect(screen.getAllByText('fine').length).toBeGreaterThan(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is tried again with the data of a refresh that is running', async () => {
    let isBroken = true;
    const queryClient = new QueryClient();
    const { polar } = await openPage({ usageStatus: () => (isBroken ? broken() : 'fine') }, queryClient);
    const button = await screen.findByRole('button', { name: 'Try again' });
    await settle();
    const { wait, open } = gate();
    polar.respond = wait;
    await act(async () => void queryClient.refetchQueries());
    await userEvent.click(button);
    await settle();
    isBroken = false;
    open();
    expect((await screen.findAllByText('fine')).length).toBeGreaterThan(1);
  });

  it('is tried again without a request while a Retry-After is running, whether of a request or of its retry', async () => {
    mockTime();
    let isBroken = true;
    let tries = 0;
    const { polar } = await openPage({ usageStatus: () => ((tries += 1), isBroken ? broken() : 'fine'), billTitle: broken });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    polar.requests.length = 0;
    polar.demo.play([{ fault: 429, retryAfter: 250, readable: true, times: Infinity }]);
    const attempts = () => polar.requests.filter((request) => request.includes('/meters/'));
    await pass(100, 10);
    const early = tries;
    await pass(200, 10);
    expect(tries).toBeGreaterThan(early);
    expect(attempts()).toHaveLength(1);
    await pass(130, 10);
    expect(attempts()).toHaveLength(2);
    isBroken = false;
    await pass(100, 10);
    expect(screen.getAllByText('fine').length).toBeGreaterThan(1);
    expect(screen.getByText(/^Couldn't refresh/)).toBeInTheDocument();
    expect(attempts()).toHaveLength(2);
  });

  it('sends no request while the page is hidden', async () => {
    mockTime();
    const { polar } = await openPage({ usageStatus: broken, billTitle: broken });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const before = polar.requests.length;
    await pass(200, 10);
    expect(polar.requests).toHaveLength(before);
  });

  it('shows a plain notice if the host’s messages for it throw as well', async () => {
    await openPage({ usageStatus: broken, errorTitle: broken });
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent("We couldn't load this"));
    expect(screen.getByText('The shop')).toBeInTheDocument();
  });

  it('is shown again for the next customer', async () => {
    const { show } = await openPage({ usageStatus: broken });
    await screen.findByRole('alert');
    show({}, 'eve');
    expect(await screen.findByText(/^Image credits: /)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('outside of a provider passes invalid_option to the host', () => {
    expect(() => render(<Usage />)).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });
});
