import { type ComponentPropsWithoutRef, forwardRef, type ForwardRefExoticComponent, type ReactNode, type RefAttributes } from 'react';
import { useWords } from '../i18n/context';
import { usageWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';
import { type MeterProps, withoutMeter, type UsageModel, usageModelOf } from './meter';

/** Props of a component that draws one meter, such as a ring. It has no `note`, `chart`, `action` or `children`, which a `UsageBar` has. */
export interface MeterDrawingProps extends MeterProps, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** More for screen readers, after the numbers: "renews December 1". */
  spoken?: string | undefined;
}

/** Props of a drawing inside of a list. */
export interface ListedDrawingProps extends MeterDrawingProps {
  /** The renewal date, and whether credits roll over. A drawing may leave it out. */
  note?: string | undefined;
}

/** Makes a component that draws one meter: one sentence for screen readers, and the parts that `draw` returns, hidden from them. */
export function meterDrawing(className: string, draw: (usage: UsageModel, locale: string, note: string | undefined) => ReactNode, modelOf = usageModelOf): ForwardRefExoticComponent<ListedDrawingProps & RefAttributes<HTMLDivElement>> {
  return forwardRef<HTMLDivElement, ListedDrawingProps>(function MeterDrawing(props, ref) {
    const localization = useWords(usageWords);
    const { spoken, note, className: own, ...rest } = withoutMeter(props);
    const usage = modelOf(props, localization);
    return (
      <div {...rest} ref={ref} className={classNames(`mf mf-usage ${className}`, own)} data-kind={usage.kind} data-state={usage.state} data-tone={usage.tone}>
        <span {...localeText} className="mf-hidden">
          {localization.messages.usageSentence(usage.name, spoken ? [usage.text, spoken] : [usage.text])}
        </span>
        {draw(usage, localization.locale, note)}
      </div>
    );
  });
}
