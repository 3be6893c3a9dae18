import { fireEvent, screen } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Billing, Usage } from '../../src';
import { mockTime, pass, servePolar } from '../react/polar';
import { namesIn, showTo } from './widgets';

const blocked = (seconds: number) => () => new Response('', { status: 429, headers: { 'Retry-After': String(seconds) } });
const every = { refreshEvery: 60_000 };

describe('a widget, after a Retry-After,', () => {
  it.each([
    ['usage', <Usage key="usage" />],
    ['bills', <Billing key="bills" />],
  ])('shows a notice with the time of the next attempt in place of the skeleton of %s', async (_, widget) => {
    mockTime();
    const polar = await servePolar();
    polar.respond = blocked(600);
    showTo(polar, 'ada', widget, every);
    await pass(1);
    const notice = screen.getByRole('alert');
    expect(notice).toHaveTextContent('Too many requests right now');
    expect(notice).toHaveTextContent('Try again in 10 minutes.');
    await pass(545, 5);
    expect(notice).toHaveTextContent(/Try again in 5\d seconds\./);
    const counter = notice.querySelector('.mf-countdown');
    expect(counter).toHaveAttribute('aria-hidden', 'true');
    polar.respond = undefined;
    await pass(60, 2);
    expect(screen.queryByText('Too many requests right now')).toBeNull();
    expect(await screen.findAllByText(/AI tokens|Lumen Pro/)).not.toEqual([]);
  });

  it('keeps its data, and shows the time of the data and of the next attempt', async () => {
    mockTime();
    const polar = await servePolar();
    const { container } = showTo(polar, 'ada', <Usage />, every);
    await screen.findByText('AI tokens');
    polar.respond = blocked(120);
    await pass(61);
    expect(namesIn(container)).toHaveLength(5);
    expect(screen.getByText(/Couldn't refresh\. Showing data from 1:37\sPM\./).parentElement).toHaveTextContent(/Try again in (2 minutes|\d\d seconds)\./);
    const before = polar.requests.length;
    await pass(100, 5);
    expect(polar.requests).toHaveLength(before);
    polar.respond = undefined;
    await pass(30, 1);
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
  });

  it('sends no request when it mounts again before the next attempt', async () => {
    mockTime();
    const polar = await servePolar();
    showTo(polar, 'ada', <Tab />, every);
    await screen.findByText('AI tokens');
    polar.respond = blocked(120);
    await pass(190, 10);
    const before = polar.requests.length;
    fireEvent.click(screen.getByRole('button', { name: 'Account' }));
    await pass(2);
    fireEvent.click(screen.getByRole('button', { name: 'Account' }));
    await pass(20, 5);
    expect(screen.getByText(/^Couldn't refresh/)).toBeInTheDocument();
    expect(polar.requests).toHaveLength(before);
  });
});

/** A tab that the customer can close and open. */
function Tab(): ReactElement {
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpen(!isOpen)}>Account</button>
      {isOpen && <Usage />}
    </>
  );
}

describe('showAsOf', () => {
  it('shows the time of the data even if nothing failed', async () => {
    mockTime();
    const polar = await servePolar();
    showTo(polar, 'ada', <Usage showAsOf />, every);
    expect(await screen.findByText(/^As of 1:37\sPM$/)).toBeInTheDocument();
  });

  it('is off by default', async () => {
    const polar = await servePolar();
    showTo(polar, 'ada', <Usage />, every);
    await screen.findByText('AI tokens');
    expect(screen.queryByText(/As of/)).toBeNull();
  });
});

describe('an expired session', () => {
  it.each([
    ['/login?next=%2Faccount', '/login?next=%2Faccount'],
    ['https://shop.example/login', 'https://shop.example/login'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['java\tscript:alert(1)', null],
  ])('links to the signInUrl %s only if it is safe', async (signInUrl, href) => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    showTo(polar, 'ada', <Usage />, { signInUrl });
    expect(await screen.findByText('Your session has expired')).toBeInTheDocument();
    const link = screen.queryByRole('link', { name: 'Sign in' });
    expect(link?.getAttribute('href') ?? null).toBe(href);
    expect(link === null || link.getAttribute('rel') === 'noopener noreferrer').toBe(true);
  });

  it('says so beside the time of the data while data is shown, with a link', async () => {
    mockTime();
    const polar = await servePolar();
    const { container } = showTo(polar, 'ada', <Usage />, { ...every, signInUrl: '/login' });
    await screen.findByText('AI tokens');
    polar.respond = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    await pass(62, 2);
    expect(namesIn(container)).toHaveLength(5);
    const note = screen.getByText(/Couldn't refresh\. Showing data from 1:37\sPM\./).parentElement;
    await vi.waitFor(() => expect(note).toHaveTextContent(/PM\. Sign in again\.$/), 15_000);
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login');
  });
});
