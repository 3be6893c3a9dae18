import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ErrorNotice, Notice, PortalError, type PortalErrorCode } from '../../src';

const secret = 'For developers: polar_cst_SENTINEL';

describe('Notice', () => {
  it('shows its title and children', () => {
    const { container } = render(
      <Notice title={<em>No usage yet</em>} kind="problem">
        <p>Later.</p>
      </Notice>,
    );
    expect(container).toHaveTextContent('No usage yetLater.');
    expect(container.firstElementChild).toHaveAttribute('data-kind', 'problem');
  });

  it('is quiet by default', () => {
    const { container } = render(<Notice title="No usage yet" />);
    expect(container.firstElementChild).toHaveAttribute('data-kind', 'quiet');
  });
});

describe('ErrorNotice', () => {
  it.each<[PortalErrorCode, string]>([
    ['session_expired', 'Your session has expired'],
    ['unauthorized', 'Sign in to see this'],
    ['no_token', "We couldn't confirm your sign-in"],
    ['forbidden', "You don't have access to this"],
    ['not_found', 'Not found'],
    ['ambiguous_meter', "We couldn't load this"],
    ['rate_limited', 'Too many requests right now'],
    ['timeout', 'This took too long'],
    ['unreachable', "We couldn't reach the server"],
    ['server_error', 'The server ran into a problem'],
    ['invalid_data', "We couldn't load this"],
    ['unexpected_response', "We couldn't load this"],
    ['invalid_option', "This page isn't set up yet"],
    ['organization_token', "This page isn't set up yet"],
    ['invalid_request', "We couldn't load this"],
  ])('explains %s to the customer, without the message for developers', (code, title) => {
    render(<ErrorNotice error={new PortalError(code, secret, { path: ['items', 0] })} />);
    const notice = screen.getByRole('alert');
    expect(notice.querySelector('.mf-notice-title')).toHaveTextContent(title);
    expect(notice.querySelector('.mf-notice-text')?.textContent).toMatch(/\w.+\.$/);
    expect(notice).toHaveAttribute('data-code', code);
    expect(notice.outerHTML).not.toContain('SENTINEL');
  });

  it.each<[string, unknown]>([
    ['another kind of error', new TypeError(secret)],
    ['text', secret],
    ['an object', { code: 'forbidden', message: secret }],
    ['nothing', undefined],
    ['null', null],
    ['a code of a newer version', new PortalError('by_the_moon' as PortalErrorCode, secret)],
    ['a code named like a property of every object', new PortalError('constructor' as PortalErrorCode, secret)],
  ])('shows a general text for %s', (_, error) => {
    render(<ErrorNotice error={error} />);
    const notice = screen.getByRole('alert');
    expect(notice).toHaveTextContent("We couldn't load thisSomething went wrong on this page. Try again.");
    expect(notice.outerHTML).not.toContain('SENTINEL');
  });

  it('explains an error from another copy of the package', () => {
    const foreign = Object.assign(new Error(secret), { code: 'forbidden', [Symbol.for('meterface.PortalError')]: true });
    render(<ErrorNotice error={foreign} />);
    expect(screen.getByRole('alert')).toHaveTextContent("You don't have access to this");
  });

  it('has no button without `onRetry`', () => {
    render(<ErrorNotice error={null} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('retries once per click, and keeps the focus during the retry', async () => {
    const user = userEvent.setup();
    const onRetry = vi.fn();
    const { rerender } = render(<ErrorNotice error={null} onRetry={onRetry} />);
    const button = screen.getByRole('button', { name: 'Try again' });
    expect(button).toHaveAttribute('type', 'button');
    expect(button).toHaveAttribute('aria-disabled', 'false');
    await user.click(button);
    expect(onRetry).toHaveBeenCalledOnce();

    rerender(<ErrorNotice error={null} onRetry={onRetry} retrying />);
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toBeEnabled();
    expect(button).toHaveFocus();
    await user.keyboard('{Enter}');
    await user.click(button);
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('renders its children before the button', () => {
    render(
      <ErrorNotice error={null} onRetry={() => {}}>
        <a href="/login">Sign in</a>
      </ErrorNotice>,
    );
    const [, , link, button] = screen.getByRole('alert').children;
    expect([link?.tagName, button?.tagName]).toEqual(['A', 'BUTTON']);
  });
});
