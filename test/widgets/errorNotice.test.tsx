import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { Billing, PortalError, type PortalErrorCode, PortalProvider, Usage } from '../../src';
import { createStateSource } from '../../src/sources';

/** Downloads of the part with the words for most errors. */
const download = vi.hoisted(() => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { count: 0, ended, end };
});

vi.mock('../../src/widgets/views', async (original) => {
  download.count += 1;
  await download.ended;
  return original();
});

function openPage(code: PortalErrorCode, onError: () => void = () => {}, page = <Usage />) {
  const fail = () => Promise.reject(new PortalError(code, 'What happened. Why. What to do.'));
  return render(
    <PortalProvider source={{ ...createStateSource(() => ({})), meters: fail, subscriptions: fail }} scope="ada" signInUrl="/login" onError={onError}>
      {page}
    </PortalProvider>,
  );
}

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

it.each<[PortalErrorCode, string]>([
  ['unreachable', "We couldn't reach the serverCheck your connection. Try again."],
  ['timeout', "This took too longThe server didn't respond. Try again."],
  ['server_error', 'The server ran into a problemPlease wait a moment.'],
  ['unexpected_failure', "We couldn't load thisSomething went wrong on this page. Try again."],
])('Usage shows the notice for %s without a download', async (code, text) => {
  openPage(code);
  expect(await screen.findByRole('alert')).toHaveTextContent(text);
  expect(download.count).toBe(0);
});

it('a widget whose notice the host replaces leaves the announcement to the next widget', async () => {
  openPage('unreachable', undefined, <><Usage error="Call us" /><Billing /></>);
  expect(await screen.findByText('Call us')).toBeInTheDocument();
  expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server");
});

it.each([
  ['null', null],
  ['a function that returns null', () => null],
])('widgets whose slot is %s show their own notice, and only the first announces it', async (_, slot) => {
  const { container } = openPage('unreachable', undefined, <><Usage error={slot} /><Billing error={slot} /></>);
  await vi.waitFor(() => expect(container.querySelectorAll('[data-code]')).toHaveLength(2), 15_000);
  expect(container).toHaveTextContent(/(We couldn't reach the server.*){2}/);
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

it('Usage keeps its skeleton for three seconds while it downloads the words for an error, then shows a general text until they arrive', async () => {
  const onError = vi.fn();
  const begin = performance.now();
  const { container } = openPage('session_expired', onError);
  await vi.waitFor(() => expect(onError).toHaveBeenCalled(), 15_000);
  expect(container.querySelector('.mf-list[data-state=loading]')).not.toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
  const notice = await screen.findByRole('alert', {}, { timeout: 15_000 });
  // A timer may fire a moment early.
  expect(performance.now() - begin).toBeGreaterThan(2950);
  expect(notice).toHaveTextContent("We couldn't load thisSomething went wrong on this page. Try again.");
  expect(notice).toHaveAttribute('data-code', 'session_expired');
  expect(notice).not.toHaveAttribute('signinurl');
  expect(screen.getByRole('button', { name: 'Try again: Usage' })).toBeInTheDocument();
  await vi.waitFor(() => expect(download.count).toBe(1), 15_000);
  download.end();
  expect(await screen.findByText('Your session has expired', {}, { timeout: 15_000 })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login');
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});
