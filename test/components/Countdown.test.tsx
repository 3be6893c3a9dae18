import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Countdown } from '../../src/components/Countdown';
import { PortalError } from '../../src/core/errors';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('Countdown counts down, and stops its timer when the wait has ended', () => {
  const { container } = render(<Countdown error={{ retryAfter: 2 }} />);
  expect(container).toHaveTextContent('Try again in 2 seconds.');
  act(() => void vi.advanceTimersByTime(1000));
  expect(container).toHaveTextContent('Try again in 1 second.');
  act(() => void vi.advanceTimersByTime(1000));
  expect(container).toBeEmptyDOMElement();
  expect(vi.getTimerCount()).toBe(0);
});

it('Countdown starts no timer without a wait', () => {
  const { container } = render(<Countdown error={{}} />);
  expect(container).toBeEmptyDOMElement();
  expect(vi.getTimerCount()).toBe(0);
});

it('Countdown shows the rest of a wait that began before the error was shown', () => {
  const error = new PortalError('rate_limited', 'Too many requests.', { retryAfter: 10 });
  vi.advanceTimersByTime(4000);
  expect(render(<Countdown error={error} />).container.textContent).toBe(' Try again in 6 seconds.');
});

it('Countdown shows nothing of a wait that passed before the error was shown', () => {
  const error = new PortalError('rate_limited', 'Too many requests.', { retryAfter: 10 });
  vi.advanceTimersByTime(11_000);
  expect(render(<Countdown error={error} />).container).toBeEmptyDOMElement();
});

it('Countdown shows the whole wait of an error that was made before the system clock was set back', () => {
  const error = new PortalError('rate_limited', 'Too many requests.', { retryAfter: 10 });
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(render(<Countdown error={error} />).container.textContent).toBe(' Try again in 10 seconds.');
});
