import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { english, ErrorNotice, Notice, PortalError, type PortalErrorCode } from '../src';
import { fits, readsWell } from './checks';
import { Frame, Stack } from './frames';

const meta = {
  title: 'Components/Notice',
  component: ErrorNotice,
  args: { error: new PortalError('unreachable', 'For developers: connect ECONNREFUSED 10.0.0.1'), onRetry: fn() },
  afterEach: readsWell,
} satisfies Meta<typeof ErrorNotice>;

export default meta;
type Story = StoryObj<typeof meta>;

const codes: PortalErrorCode[] = [
  'invalid_data',
  'unexpected_response',
  'invalid_option',
  'organization_token',
  'no_token',
  'unauthorized',
  'session_expired',
  'forbidden',
  'not_found',
  'ambiguous_meter',
  'invalid_request',
  'rate_limited',
  'server_error',
  'timeout',
  'unreachable',
  'unexpected_failure',
];

/** In the place of something that is not there. */
export const Quiet: Story = {
  render: () => (
    <Notice title={english.noUsage}>
      <p className="mf-notice-text">{english.noUsageHint}</p>
    </Notice>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('alert')).toBeNull();
    await expect(canvas.getByText('No usage yet')).toBeVisible();
  },
};

/** The customer's words, never the error's own, and a button that a keyboard reaches. */
export const Problem: Story = {
  play: async ({ canvas, args, userEvent }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent("We couldn't reach the server");
    await expect(canvas.queryByText(/ECONNREFUSED/)).toBeNull();
    await userEvent.tab();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

/** While it tries, the button keeps its place and its focus, and does nothing. */
export const Retrying: Story = {
  args: { retrying: true },
  play: async ({ canvas, args, userEvent }) => {
    const button = canvas.getByRole('button', { name: 'Try again' });
    await userEvent.click(button);
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(args.onRetry).not.toHaveBeenCalled();
  },
};

/** The server has said how long to wait: the customer sees when it goes on. */
export const Waiting: Story = {
  args: { error: new PortalError('rate_limited', 'For developers', { status: 429, retryable: true, retryAfter: 600 }), retrying: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Next try in (10|9) minutes/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true');
  },
};

/** A session that is over, with a way on. */
export const SignIn: Story = {
  args: { error: new PortalError('session_expired', 'For developers', { status: 401 }), signInUrl: '/login' },
  play: ({ canvas }) => expect(canvas.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login'),
};

/** An address that would run a script makes no link. */
export const SignInNowhere: Story = {
  args: { error: new PortalError('session_expired', 'For developers', { status: 401 }), signInUrl: 'javascript:alert(1)' },
  play: ({ canvas }) => expect(canvas.queryByRole('link')).toBeNull(),
};

/** Every code, and an error that is not ours. */
export const EveryCode: Story = {
  render: () => (
    <Stack width={640}>
      {codes.map((code) => (
        <ErrorNotice key={code} error={new PortalError(code, 'For developers')} />
      ))}
      <ErrorNotice error={new TypeError("Cannot read properties of undefined (reading 'x')")} />
      <ErrorNotice error={undefined} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    const alerts = canvas.getAllByRole('alert');
    await expect(alerts.map(({ dataset }) => dataset['code'])).toEqual([...codes, undefined, undefined]);
    for (const alert of alerts) await expect(alert.textContent.length).toBeGreaterThan(20);
    await expect(canvas.queryByText(/developers|properties/)).toBeNull();
  },
};

export const Narrow: Story = {
  render: (args) => (
    <Frame width={240}>
      <ErrorNotice {...args} />
    </Frame>
  ),
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { globals: { theme: 'dark' } };

/** The focus ring. */
export const Focused: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole('button')).toHaveStyle({ outlineStyle: 'solid', outlineWidth: '2px' });
  },
};
