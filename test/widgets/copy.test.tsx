import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CopyBilling, CopyUsage, PortalProvider } from '../../src';
import { gate, servePolar, tampered } from '../react/polar';
import { showTo } from './widgets';

const copied: string[] = [];

beforeEach(() => void copied.splice(0));

/** Replaces the clipboard, which jsdom lacks. Call it after `userEvent.setup()`, which has one of its own. */
function replaceClipboard(write: (text: string) => Promise<void> = async (text) => void copied.push(text)): void {
  vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText: write } } }) as Navigator);
}

describe('CopyUsage', () => {
  it.each([
    ['Markdown', '| meter | unit |', 'Copied as Markdown'],
    ['CSV', '"meter","unit"', 'Copied as CSV'],
    ['JSON', '[\n  {"meter":"Image credits"', 'Copied as JSON'],
    ['Text for support', 'Usage: ready, as of 2026-11-14T13:37:0', 'Copied for support'],
  ])('copies as %s and announces it', async (format, start, announced) => {
    const user = userEvent.setup();
    replaceClipboard();
    showTo(await servePolar(), 'ada', <CopyUsage />);
    expect(screen.getByRole('status')).toHaveTextContent('');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Copy' })).toHaveAttribute('aria-disabled', 'false'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Format' }), format);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(announced));
    expect(copied).toHaveLength(1);
    expect(copied[0]?.slice(0, start.length)).toBe(start);
    for (const name of ['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created']) expect(copied[0]).toContain(name);
    expect(copied[0]).not.toMatch(/polar_|ada@example\.com|undefined|NaN/);
  });

  it('announces a second copy again', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    showTo(await servePolar(), 'ada', <CopyUsage formats={['csv']} />);
    const button = screen.getByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    await user.click(button);
    const first = await screen.findByText('Copied as CSV');
    await user.click(button);
    await waitFor(() => expect(screen.getByText('Copied as CSV')).not.toBe(first));
    expect(copied).toHaveLength(2);
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('takes the result away when another format is chosen, and keeps its live region', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    showTo(await servePolar(), 'ada', <CopyUsage />);
    const [button, region, list] = [screen.getByRole('button', { name: 'Copy' }), screen.getByRole('status'), screen.getByRole('combobox', { name: 'Format' })];
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    await user.click(button);
    await screen.findByText('Copied as Markdown');
    await user.selectOptions(list, 'CSV');
    expect(region).toBeEmptyDOMElement();
    await user.selectOptions(list, 'Markdown');
    expect(region).toBeEmptyDOMElement();
    await user.click(button);
    await screen.findByText('Copied as Markdown');
    expect(screen.getByRole('status')).toBe(region);
  });

  it('falls back to execCommand() where the clipboard API refuses, keeps the focus, and says if both fail', async () => {
    const user = userEvent.setup();
    replaceClipboard(async () => {
      throw new Error('Not allowed.');
    });
    const texts: string[] = [];
    const execCommand = vi.fn(() => texts.push(document.querySelector('textarea')?.value ?? '') > 0);
    Object.assign(document, { execCommand });
    showTo(await servePolar(), 'ada', <CopyUsage />);
    const button = screen.getByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    await user.click(button);
    expect(await screen.findByText('Copied as Markdown')).toBeInTheDocument();
    expect(texts[0]).toContain('Image credits');
    expect(button).toHaveFocus();
    execCommand.mockReturnValue(false);
    await user.click(button);
    expect(await screen.findByText("Couldn't copy. Your browser or this page doesn't allow it.")).toBeInTheDocument();
    expect(document.querySelector('textarea')).toBeNull();
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('copies nothing while it loads', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    const polar = await servePolar();
    polar.respond = () => new Promise<never>(() => {});
    showTo(polar, 'ada', <CopyUsage />);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copied).toEqual([]);
    expect(screen.getByRole('status')).toHaveTextContent('');
  });

  it('copies only the text for support if loading failed', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 403 });
    showTo(polar, 'ada', <><CopyUsage /><CopyUsage formats={['csv']} title="CSV" /></>);
    const [button, sheet] = screen.getAllByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    expect(screen.queryByRole('option', { name: 'CSV' })).toBeNull();
    expect(sheet).toHaveAttribute('aria-disabled', 'true');
    for (const one of [sheet, button]) if (one) await user.click(one);
    await screen.findByText('Copied for support');
    expect(copied).toEqual(['Usage: error\nError: forbidden, HTTP 403\n']);
  });
});

it.each([['CopyUsage', CopyUsage], ['CopyBilling', CopyBilling]])('%s takes the result away when the customer changes, and keeps the chosen format', async (_, Copy) => {
  const user = userEvent.setup();
  replaceClipboard();
  const polar = await servePolar();
  const pageOf = (customer: string) => <PortalProvider source={polar.source(customer)} scope={customer} refreshEvery={0}><Copy /></PortalProvider>;
  const { rerender } = render(pageOf('ada'));
  const [button, region, list] = [screen.getByRole('button', { name: 'Copy' }), screen.getByRole('status'), screen.getByRole('combobox', { name: 'Format' })];
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
  await user.selectOptions(list, 'CSV');
  await user.click(button);
  await screen.findByText('Copied as CSV');
  rerender(pageOf('bo'));
  expect(screen.queryByText('Copied as CSV')).toBeNull();
  expect(screen.getByRole('status')).toBe(region);
  expect(list).toHaveValue('csv');
});

describe('CopyBilling', () => {
  it('copies the lines and steps of each bill', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    showTo(await servePolar(), 'ada', <CopyBilling formats={['csv']} />);
    const button = screen.getByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    await user.click(button);
    expect(await screen.findByText('Copied as CSV')).toBeInTheDocument();
    expect(copied[0]).toContain('"base","Lumen Pro",,,20.00,"USD"');
    expect(copied[0]).toMatch(/"due","",,,43\.41,"USD"/);
  });

  it('copies nothing while the preview of a new plan loads', async () => {
    const user = userEvent.setup();
    replaceClipboard();
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.filter(({ currency }) => currency === 'jpy'));
    const { queryClient } = showTo(polar, 'bo', <CopyBilling />);
    const button = screen.getByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    const hold = gate();
    polar.respond = ({ url }) => (url.includes('/charge-preview') ? hold.wait() : undefined);
    await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'true'));
    await user.click(button);
    expect(copied).toEqual([]);
    hold.open();
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
  });
});
