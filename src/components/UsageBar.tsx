'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { figureOf } from './figureOf';
import { track } from './track';
import { type MeterProps, withoutMeter, type UsageModel, usageModelOf } from './meter';

export interface UsageBarProps extends MeterProps, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Extra text at the end of the last line, such as a renewal date. Text joins the sentence for screen readers, unless `spoken` is set. */
  note?: ReactNode;
  /** More for screen readers, in place of `note`: "renews December 1". */
  spoken?: string | undefined;
  /** Shown where there is no bar, as for a meter without credits: a small history, for example. Hide it from screen readers, which read the sentence instead. */
  chart?: ReactNode;
  /** What the customer can do about the usage: a button or a link. */
  action?: ReactNode;
  /** Replaces the layout: a function from the meter's usage to your own arrangement of `UsageName`, `UsageTrack` and so on. */
  children?: ((usage: UsageModel) => ReactNode) | undefined;
}

/**
 * The usage of one meter: its name, what is left or what it costs, a bar if it has credits, and a line that says why. If usage
 * exceeds the credits, the whole bar stands for the usage: solid up to the credits, hatched beyond them.
 *
 * Renders a `div` with `data-kind`, `data-state` and `data-tone`. Screen readers get one sentence in place of the parts. In a
 * layout of your own, the bar is a `meter`.
 */
export const UsageBar = forwardRef<HTMLDivElement, UsageBarProps>(function UsageBar(props, ref) {
  const localization = useWords(usageWords);
  const { note, spoken, chart, action, children, className, ...rest } = withoutMeter(props);
  const usage = usageModelOf(props, localization);
  // Properties after a spread are slow one by one: a second spread takes half of the time.
  const own = { className: classNames('mf mf-usage', className), 'data-kind': usage.kind, 'data-state': usage.state, 'data-tone': usage.tone };
  return (
    <div {...rest} {...own} ref={ref}>
      {typeof children === 'function' ? (
        children(usage)
      ) : (
        <>
          <span {...localeText} className="mf-hidden">
            {localization.messages.usageSentence(usage.name, [usage.text, spoken ?? (typeof note === 'string' ? note : '')].filter(Boolean))}
          </span>
          {/* Not composed of the parts that hosts use: their props would cost a third of the time that 1,000 bars take. */}
          <bdi aria-hidden="true" className="mf-usage-name">{usage.name}</bdi>
          <span aria-hidden="true" className="mf-usage-value">{figureOf(usage)}</span>
          {track(usage, { 'aria-hidden': 'true' }) ?? chart}
          <span {...localeText} aria-hidden="true" className="mf-usage-status">{usage.status}</span>
          {extra('note', note, typeof note === 'string')}
          {extra('action', action)}
        </>
      )}
    </div>
  );
});

/** A text note, or `spoken`, is in the sentence already. Anything else must be reached by screen readers: it may be a link or a button. */
function extra(name: 'note' | 'action', content: ReactNode, isSpoken?: boolean): ReactNode {
  return content && <span {...localeText} aria-hidden={isSpoken || undefined} className={`mf-usage-${name}`}>{content}</span>;
}
