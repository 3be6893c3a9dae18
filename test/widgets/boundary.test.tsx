import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Billing, type Messages, type PortalError, PortalProvider, Usage } from '../../src';
import { servePolar, settle } from '../react/polar';

// React writes what a boundary has caught to the console, and React 18 lets the window hear of it; that is its own, and the host's to read.
const heard = (event: ErrorEvent) => event.preventDefault();
beforeEach(() => {
  window.addEventListener('error', heard);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  window.removeEventListener('error', heard);
  vi.restoreAllMocks();
});

async function openPage(messages: Partial<Messages>) {
  const polar = await servePolar();
  const errors: PortalError[] = [];
  const page = (words: Partial<Messages>, scope = 'ada'): ReactNode => (
    <StrictMode>
      <p>The shop</p>
      <PortalProvider source={polar.source(scope)} scope={scope} messages={words} onError={(error) => errors.push(error)}>
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

describe('a widget that breaks', () => {
  it('is replaced by a notice; the page and the other widgets live on, and the host is told', async () => {
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

  it('comes back with "Try again" once what broke it is mended', async () => {
    let isBroken = true;
    await openPage({ usageStatus: () => (isBroken ? broken() : 'fine') });
    const button = await screen.findByRole('button', { name: 'Try again' });
    isBroken = false;
    await userEvent.click(button);
    expect((await screen.findAllByText('fine')).length).toBeGreaterThan(1);
  });

  it('says so again when it is broken still, however often it is tried', async () => {
    await openPage({ usageStatus: broken });
    for (let round = 0; round < 3; round++) await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('alert')).toHaveTextContent("We couldn't load this");
    expect(screen.getByText('The shop')).toBeInTheDocument();
  });

  it('says so even where the host’s own words for it break', async () => {
    await openPage({ usageStatus: broken, errorTitle: broken });
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent("We couldn't load this"));
    expect(screen.getByText('The shop')).toBeInTheDocument();
  });

  it('is whole again for the next customer', async () => {
    const { show } = await openPage({ usageStatus: broken });
    await screen.findByRole('alert');
    show({}, 'eve');
    expect(await screen.findByText('Image credits')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('still tells a developer that a provider is missing', () => {
    expect(() => render(<Usage />)).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });
});
