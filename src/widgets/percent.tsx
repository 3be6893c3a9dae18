'use client';
import { type MeterProps, readMeter, type UsageModel, usageModelOf } from '../components/meter';
import { meterDrawing } from '../components/meterDrawing';
import { drawNumber, numberClass } from '../components/UsageNumber';
import { drawRing, ringClass } from '../components/UsageRing';
import { track } from '../components/track';
import { UsageName, UsageStatus, UsageValue } from '../components/labels';
import { formatPercent } from '../core/formatPercent';
import type { MeterUsage } from '../core/usage';
import type { Localization } from '../i18n/context';
import { percentWords } from '../i18n/english/table';
import type { Messages } from '../i18n/messages';
import type { UsageWords } from '../i18n/words';

/** A meter's words with shares of its credits in place of units. Without credits there is no share. */
function wordsOf(props: MeterProps, localization: Localization<Pick<Messages, 'unitName'>>): UsageWords {
  const { usage, words } = readMeter({ ...props, rate: undefined }, localization);
  const { ratio, over, state } = usage;
  const share = (part: number | null) => formatPercent(part, localization.locale);
  const left = share(leftOf(usage));
  const beyond = share(ratio === null || !over ? null : ratio - 1);
  const { figure, ...known } = words();
  const isMoney = known.hero === 'cost' || known.hero === 'overCost';
  return {
    ...known,
    figure: isMoney || state === 'unknown' ? figure : known.hero === 'over' ? beyond : known.hero === 'left' || known.hero === 'spent' ? left : '',
    consumed: share(ratio),
    credited: share(1),
    over: beyond,
    unit: '',
    noun: null,
    measure: null,
  };
}

/** The share left, in whole percent: 100% minus the used share, but 99% where that share is "<1%". */
function leftOf({ ratio, remaining }: MeterUsage): number | null {
  if (remaining === 0) return 0;
  if (ratio === null || remaining === null) return null;
  const used = Math.floor(ratio * 100 + 1e-9) || Number(ratio > 0);
  return Math.max(0.01, 1 - used / 100);
}

/** Describes a meter's usage without a number of units. */
function modelOf(props: MeterProps, localization: Parameters<typeof usageModelOf>[1]): UsageModel {
  const model = usageModelOf(props, localization);
  const words = wordsOf(props, localization);
  const messages = { ...percentWords, ...localization.messages };
  const value = words.figure === '' ? '' : messages.usageValue(words);
  const status = words.state === 'unknown' ? model.status : messages.percentStatus(words);
  const text = words.state === 'unknown' ? model.text : messages.percentText(words, value);
  return { ...model, figure: words.figure, value, status, text };
}

/** Usage in percent: the drawings of a meter, and the texts of the list and the table. */
export const percentViews = {
  wordsOf,
  modelOf,
  ring: meterDrawing(ringClass, drawRing, modelOf),
  number: meterDrawing(numberClass, drawNumber, modelOf),
  bar: meterDrawing(
    '',
    (usage, _, note) => (
      <>
        <UsageName usage={usage} aria-hidden="true" />
        <UsageValue usage={usage} aria-hidden="true" />
        {track(usage, { 'aria-hidden': true })}
        <UsageStatus usage={usage} aria-hidden="true" />
        {note && <span aria-hidden="true" className="mf-usage-note">{note}</span>}
      </>
    ),
    modelOf,
  ),
};
