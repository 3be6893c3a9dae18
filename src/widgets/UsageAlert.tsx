'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { classNames } from '../components/classNames';
import { meterName } from '../components/meterName';
import type { MeterAlert } from '../core/outlook';
import { isCovered, isNotReset, thresholdRecord, thresholdStep } from '../core/thresholds';
import { nearFrom } from '../core/usage';
import { useWords } from '../i18n/context';
import { dismissWords } from '../i18n/english/actions';
import { marks } from '../react/marks';
import { usePortal } from '../react/PortalProvider';
import { useUsage, type UseUsageOptions } from '../react/useUsage';
import { AlertStrip } from './AlertStrip';
import { bounded } from './bounded';
import { keepFocus } from './keepFocus';
import type { UsageAction } from './layout';

export interface UsageAlertProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'>, UseUsageOptions {
  /** What the customer can do about the most urgent meter. */
  action?: UsageAction | undefined;
  /** Whether the customer can hide an alert. Default: true. */
  dismissible?: boolean | undefined;
}

/**
 * The most urgent meter in one sentence, as at the top of `Usage`, for any other place on a page. A dismissed alert
 * returns when its meter gets worse, and in the next period; the browser stores a salted hash that expires with the period.
 * For up to three hours after a renewal, a meter that Polar has not reset yet gives no alert. On a page with `Usage` and the same `filters`, it uses the data of `Usage` and sends no request of its own. Renders a `div`, which is empty while all is well.
 */
export const UsageAlert = bounded(forwardRef<HTMLDivElement, UsageAlertProps>(function UsageAlert(props, ref) {
  const { action, dismissible: given, filters, whenSpent, units, meters: chosen, className, ...rest } = props;
  const dismissible = given ?? true;
  const { scope } = usePortal();
  const { alerts: all, meters, datesAsOf } = useUsage({ filters, whenSpent, units, meters: chosen });
  // A dismissed alert must not return with the new period while its numbers are still those of the last one.
  const alerts = all.filter(({ meter, period }) => !isNotReset(period, meter.modifiedAt, datesAsOf));
  const { messages } = useWords(dismissWords);
  const place = useRef<HTMLDivElement>(null);
  const markOf = ({ meter, usage }: Pick<MeterAlert, 'meter' | 'usage'>, state: string = usage.state) => JSON.stringify([scope, 'alert', meter.meterId, state]);
  // What is dismissed is known only to the browser, so a server renders no alert.
  const dismissed = useSyncExternalStore(
    marks.subscribe,
    () => alerts.map((alert) => Number(isCovered(marks.read(markOf(alert)), alert.period, datesAsOf))).join(''),
    () => null,
  );
  const shown = dismissed === null ? [] : alerts.filter((_, index) => !dismissible || dismissed[index] !== '1');
  const [first] = shown;

  useEffect(() => {
    // If marks were kept, one without a period would hide alerts for more than a year, and one of a period would also hide alerts of the next, if an upgrade begins it early.
    for (const meter of meters) {
      for (const [state, level] of levels) {
        const mark = markOf(meter, state);
        if (thresholdStep(marks.read(mark), level, { ratio: meter.usage.ratio, period: meter.period, now: datesAsOf }) === 'left') marks.remove(mark);
      }
    }
  });

  const button: ReactNode = first && dismissible && (
    <span className="mf-usage-note">
      <button
        type="button"
        className="mf-button"
        aria-label={messages.dismissOf(meterName(first.meter.meter.name, messages))}
        onClick={() => {
          marks.write(markOf(first), thresholdRecord({ period: first.period, now: datesAsOf }));
          // The button may be gone: without this, the keyboard would start at the top of the page again.
          if (shown.length === 1) place.current?.focus();
        }}
      >
        {messages.dismiss}
      </button>
    </span>
  );
  return (
    <div onFocus={keepFocus} {...rest} ref={ref} className={classNames('mf', className)}>
      <div ref={place} role="status" tabIndex={-1} className="mf-text">
        {first && <AlertStrip alerts={shown} now={datesAsOf} action={action?.(first)}>{button}</AlertStrip>}
      </div>
    </div>
  );
}));

/** The states that an alert can have, each with the share of the credits at which it begins. */
const levels = [['near', nearFrom], ['spent', 1], ['over', 1]] as const;
