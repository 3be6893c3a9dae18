'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import { classNames } from '../components/classNames';
import { usageModelOf } from '../components/meter';
import { figureOf } from '../components/figureOf';
import { UsageTrack } from '../components/UsageTrack';
import { UsageName, UsageStatus, UsageValue } from '../components/labels';
import { formatAmount } from '../core/formatMoney';
import { hasCost } from '../core/hasCost';
import { useWords } from '../i18n/context';
import { inlineWords } from '../i18n/english/actions';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { usePending } from '../react/usePending';
import { useUsage, type UseUsageOptions } from '../react/useUsage';
import { bounded } from './bounded';

export interface UsageInlineProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'>, Pick<UseUsageOptions, 'whenSpent' | 'units'> {
  /** The id of the meter. */
  meterId: string;
  /** `ring` shows a ring before the figure, unless the meter has no credits or its numbers are unknown; `number` shows the figure alone. Default: `ring`. */
  variant?: 'ring' | 'number' | undefined;
  /** Shown below the bar in the popover: a link to buy more, for example. */
  action?: ReactNode;
}

/**
 * What is left of one meter, or what it costs so far, small enough for a navigation bar or a chat box: a button that opens the
 * meter's bar in a native popover. Usage added through `usePending()` is included, marked "≈". Renders a `span`.
 */
export const UsageInline = bounded(forwardRef<HTMLSpanElement, UsageInlineProps>(function UsageInline(props, ref) {
  const { meterId, variant, action, whenSpent, units, className, ...rest } = props;
  const localization = useWords(usageWords);
  const { locale } = localization;
  const { messages } = useWords(inlineWords);
  const usage = useUsage({ whenSpent, units });
  const { units: added } = usePending(meterId);
  const id = useId();
  // React 18 and 19 know the attribute by different names.
  const target = useCallback((button: HTMLButtonElement | null) => button?.setAttribute('popovertarget', id), [id]);
  const opened = useRef<HTMLSpanElement>(null);
  // Always the same function, which the window calls once for each event, however often the customer clicked. Removes itself, because a browser without popovers hides the bar without an event.
  const follow = useCallback(function update() {
    if (opened.current?.offsetWidth) place(opened.current);
    else {
      removeEventListener('resize', update, true);
      removeEventListener('scroll', update, true);
    }
  }, []);
  useEffect(() => follow, [follow]);
  const found = usage.meters.find(({ meter }) => meter.meterId === meterId);
  if (found === undefined) return <span {...rest} ref={ref} className={classNames('mf', className)} aria-busy={usage.status === 'loading'}><span className="mf-text">—</span></span>;

  const { meter, terms, unit, due } = found;
  // The cost of pending usage is unknown, so units are shown.
  const cost = added === 0 && hasCost(found.usage, due) ? formatAmount(due.amount, due.currency, locale) : undefined;
  const shown = {
    meter,
    terms,
    unit,
    cost,
    consumedUnits: meter.consumedUnits === null ? null : meter.consumedUnits + added,
    balance: meter.balance === null ? null : meter.balance - added,
  };
  const model = usageModelOf(shown, localization);
  return (
    <span {...rest} ref={ref} className={classNames('mf', className)} data-state={model.state} data-tone={model.tone}>
      <button
        ref={target}
        type="button"
        className="mf-chip mf-inline"
        onClick={() => {
          place(opened.current as HTMLElement);
          addEventListener('resize', follow, true);
          addEventListener('scroll', follow, true);
        }}
      >
        <span {...localeText} className="mf-hidden">
          {localization.messages.usageSentence(model.name, added > 0 ? [model.text, messages.notCounted] : [model.text])}
        </span>
        {variant !== 'number' && model.ratio !== null && <Ring ratio={model.ratio} />}
        <span {...localeText} aria-hidden="true" className="mf-text">{figureOf(added > 0 ? { ...model, value: messages.about(model.value) } : model)}</span>
      </button>
      {/* Spans, so that the meter may stand inside of a paragraph. */}
      <span ref={opened} id={id} popover="auto" className="mf-popover">
        <span className="mf mf-usage" data-kind={model.kind} data-state={model.state} data-tone={model.tone}>
          <UsageName usage={model} />
          <UsageValue usage={model} />
          <UsageTrack usage={model} />
          <UsageStatus usage={model} />
          {added > 0 && <span className="mf-usage-note">{messages.notCounted}</span>}
          {action && <span className="mf-usage-action">{action}</span>}
        </span>
      </span>
    </span>
  );
}));

/** A script places the popover, because it is above the page and not inside of the button's container. The style sheet makes it at most 320 px wide; it stays at least 8 px from the left and right edges. */
function place(popover: HTMLElement): void {
  const { left, top, bottom } = (popover.previousSibling as HTMLElement).getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isLow = top > clientHeight / 2;
  Object.assign(popover.style, {
    left: Math.max(8, Math.min(left, clientWidth - 328)) + 'px',
    right: 'auto',
    top: isLow ? 'auto' : bottom + 6 + 'px',
    bottom: isLow ? clientHeight - top + 6 + 'px' : 'auto',
  });
}

/** A ring as large as the text, in the text's color, or in the warning or critical color. It has a gap on both sides, which fits either direction of text. */
function Ring({ ratio }: { ratio: number }): ReactNode {
  const circle = { cx: 15, cy: 13, r: 8, fill: 'none', stroke: 'var(--_fill, currentColor)', strokeWidth: 3, pathLength: 100 };
  return (
    <svg className="mf-inline-ring" width="1.5em" height="1em" viewBox="0 0 30 20" overflow="visible" aria-hidden="true">
      <circle {...circle} strokeOpacity={0.2} />
      <circle {...circle} strokeDasharray={`${ratio * 100} 100`} transform="rotate(-90 15 13)" />
    </svg>
  );
}
