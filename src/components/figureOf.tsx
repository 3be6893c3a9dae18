import type { ReactNode } from 'react';
import { localeText } from '../i18n/localeText';
import { emphasize } from './emphasize';
import type { UsageModel } from './meter';

/** The figure of the answer large, and its words small. */
export function figureOf({ value, figure }: Pick<UsageModel, 'value' | 'figure'>): ReactNode {
  return emphasize(
    value,
    figure,
    (part) => <b {...localeText} className="mf-usage-figure">{part}</b>,
    (part) => <small {...localeText} className="mf-usage-word">{part}</small>,
  );
}
