/** Milliseconds that Polar grants a session: one hour. */
export const sessionLifetime = 3_600_000;

/**
 * Milliseconds to use a session for, counted from its receipt: until five minutes before it expires, or for half of a
 * lifetime shorter than ten minutes.
 * `expiresAt` is the server's time and this machine's clock may be hours off, so it is used only if it is plausible:
 * in the future, and no later than Polar's fixed lifetime. Otherwise the session is assumed to last an hour.
 * The result is at least a minute: with a clock one lifetime ahead, every request would otherwise renew the session.
 * @param expiresAt milliseconds since 1970; NaN if unknown.
 */
export function timeToUse(expiresAt: number): number {
  const left = expiresAt - Date.now();
  const lifetime = left > 0 && left < sessionLifetime ? left : sessionLifetime;
  return Math.max(60_000, lifetime - Math.min(300_000, lifetime / 2));
}
