import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PortalError, type PortalErrorCode, PortalProvider } from '../../src';
import { createStateSource } from '../../src/sources';
import { StaleReason, StaleSignIn } from '../../src/widgets/StaleReason';

function read(code: PortalErrorCode, signInUrl: string) {
  const error = new PortalError(code, 'What happened. Why. What to do.');
  const { container } = render(
    <PortalProvider source={createStateSource(() => ({}))} scope="ada" signInUrl={signInUrl}>
      <StaleReason error={error} />
      <StaleSignIn error={error} />
    </PortalProvider>,
  );
  return [container.textContent, container.querySelector('a')?.getAttribute('href') ?? null];
}

it.each<[PortalErrorCode, string]>([
  ['session_expired', ' Sign in again.'],
  ['unauthorized', ' Your session may have expired.'],
  ['no_token', ' Try again, or sign in.'],
])('StaleReason shows the hint for the error %s, and StaleSignIn links to a sign-in page with a safe URL', (code, text) => {
  expect(read(code, '/login')).toEqual([`${text}Sign in`, '/login']);
  expect(read(code, 'javascript:alert(1)')).toEqual([text, null]);
});

it.each<PortalErrorCode>(['forbidden', 'unreachable', 'rate_limited'])('StaleReason and StaleSignIn show nothing for the error %s without a Retry-After', (code) => {
  expect(read(code, '/login')).toEqual(['', null]);
});
