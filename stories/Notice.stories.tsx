import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { english, ErrorNotice, Notice, PortalError } from '../src';
import { portalErrorCodes } from '../src/core/errors';
import { fits, readsWell } from './checks';
import { framed, Stack } from './frames';

const meta = {
  title: 'Components/Notice',
  component: ErrorNotice,
  args: { error: new PortalError('unreachable', 'For developers: connect ECONNREFUSED 10.0.0.1'), onRetry: fn() },
  afterEach: readsWell,
} satisfies Meta<typeof ErrorNotice>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Shown where there is nothing to show. */
export const EmptyState: Story = {
  name: 'Nothing here yet',
  render: () => (
    <Notice title={english.noUsage}>
      <p className="mf-notice-text">{english.noUsageHint}</p>
    </Notice>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('alert')).toBeNull();
    await expect(canvas.getByText('No usage to show')).toBeVisible();
  },
};

/** Explains the failure to the customer, without the error's own message. The keyboard reaches the button. */
export const Failure: Story = {
  name: 'Failed, with a way to retry',
  play: async ({ canvas, args, userEvent }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent("We couldn't reach the server");
    await expect(canvas.queryByText(/ECONNREFUSED/)).toBeNull();
    await userEvent.tab();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

/** During a retry the button keeps its place and focus, and does nothing. */
export const Retrying: Story = {
  name: 'Trying again',
  args: { retrying: true },
  play: async ({ canvas, args, userEvent }) => {
    const button = canvas.getByRole('button', { name: 'Try again' });
    await userEvent.click(button);
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(args.onRetry).not.toHaveBeenCalled();
  },
};

/** The server said how long to wait, and the notice counts down. */
export const Waiting: Story = {
  name: 'Waiting out a rate limit',
  args: { retrying: true },
  // Made in `render`, after the date of the stories is set, because the countdown begins when the error is made.
  render: (args) => <ErrorNotice {...args} error={new PortalError('rate_limited', 'For developers', { status: 429, retryable: true, retryAfter: 600 })} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Try again in (10|9) minutes\./)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true');
  },
};

/** An expired session, with a link to sign in. */
export const SignedOut: Story = {
  name: 'Session expired',
  args: { error: new PortalError('session_expired', 'For developers', { status: 401 }), signInUrl: '/login' },
  play: ({ canvas }) => expect(canvas.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login'),
};

/** A `javascript:` address never becomes a link. */
export const UnsafeSignInUrl: Story = {
  name: 'An unsafe sign-in address is left out',
  args: { error: new PortalError('session_expired', 'For developers', { status: 401 }), signInUrl: 'javascript:alert(1)' },
  play: ({ canvas }) => expect(canvas.queryByRole('link')).toBeNull(),
};

/** Every error code, a foreign error and no error. */
export const EveryErrorCode: Story = {
  name: 'Every error by its code',
  render: () => (
    <Stack width={640}>
      {portalErrorCodes.map((code) => (
        <ErrorNotice key={code} error={new PortalError(code, 'For developers')} />
      ))}
      <ErrorNotice error={new TypeError("Cannot read properties of undefined (reading 'x')")} />
      <ErrorNotice error={undefined} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    const alerts = canvas.getAllByRole('alert');
    await expect(alerts.map(({ dataset }) => dataset['code'])).toEqual([...portalErrorCodes, undefined, undefined]);
    for (const alert of alerts) await expect(alert.textContent.length).toBeGreaterThan(20);
    await expect(canvas.queryByText(/developers|properties/)).toBeNull();
  },
};

export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [framed],
  parameters: { width: 240 },
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { name: 'On a dark page', globals: { theme: 'dark' } };

/** The focus ring of the button. */
export const FocusRing: Story = {
  name: 'Focus ring',
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole('button')).toHaveStyle({ outlineStyle: 'solid', outlineWidth: '2px' });
  },
};
