import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { type Messages, Usage } from '../../src';
import { pass } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage } from './page';

holdInvariants();

describe('95 · a callback of the host', () => {
  it.each([
    ['rejects', () => Promise.reject(new Error('of the host'))],
    ['throws', () => { throw new Error('of the host'); }],
  ])('95 · as onError() that %s, is reported to the window, and the widget recovers', async (_, onError) => {
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    const { container, polar } = await openPage({ faults: [{ fault: 403, on: '/meters/', times: 1 }], provider: { onError } });
    await waitFor(() => expect(screen.getByRole('alert')).toHaveAttribute('data-code', 'forbidden'));
    await pass(1);
    expect(reportError.mock.calls).toEqual([[new Error('of the host')]]);
    polar.demo.play([]);
    screen.getByRole('button', { name: /^Try again/ }).click();
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
  });

  it('95 · as a getter in `messages` that throws, leaves all texts in English', async () => {
    const messages = { get usageTitle(): string { throw new Error('of the host'); } } satisfies Partial<Messages>;
    const { container } = await openPage({ widget: <Usage />, provider: { messages } });
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    expect(container).toHaveTextContent('465 of 500 used');
  });

  it('95 · as a message that throws, is caught by the widget’s boundary', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const messages = { usageValue: () => { throw new Error('of the host'); } } satisfies Partial<Messages>;
    const { container } = await openPage({ widget: <><p>Your own text</p><Usage /></>, provider: { messages } });
    await waitFor(() => expect(screen.getByRole('alert')).toBeInTheDocument());
    expect(container).toHaveTextContent('Your own text');
  });
});
