'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { madeAt } from '../core/errors';
import { formatWait } from '../core/formatWait';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';
import { localeText } from '../i18n/localeText';

interface CountdownProps {
  /** The failure, with the seconds until the next attempt. */
  error: { retryAfter?: number | undefined };
}

/** When the wait of each failure began, so that a widget that mounts again does not restart the countdown. */
const starts = new WeakMap<object, number>();

/** "Try again in 42 seconds.", counting down. Hidden from screen readers, which would announce every tick. Renders nothing without `retryAfter`. */
export function Countdown({ error }: CountdownProps): ReactNode {
  const { locale, messages } = useWords(errorWords);
  const { retryAfter = 0 } = error;
  const [left, setLeft] = useState(retryAfter);
  useEffect(() => {
    // The wait, or a part of it, may have passed before the error was shown. If the system clock was set back meanwhile, how much is unknown.
    const since = starts.get(error) ?? Math.min(Date.now(), madeAt(error) ?? Infinity);
    starts.set(error, since);
    const timer = setInterval(tick, 1000);
    function tick() {
      // Never more than the whole wait, even if the system clock is set back.
      const rest = Math.min(retryAfter, Math.ceil((since + retryAfter * 1000 - Date.now()) / 1000));
      setLeft(rest);
      if (!(rest > 0)) clearInterval(timer);
    }
    tick();
    return () => clearInterval(timer);
  }, [error, retryAfter]);
  if (!(left > 0)) return null;
  return (
    <span {...localeText} className="mf-countdown" aria-hidden="true">
      {` ${messages.nextTry(formatWait(left, locale))}`}
    </span>
  );
}
