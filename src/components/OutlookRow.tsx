import type { ReactElement, ReactNode } from 'react';
import { localeText } from '../i18n/localeText';

interface OutlookRowProps {
  label: ReactNode;
  /** The figure at the end of the row; `null` for none. */
  value: string | null;
  /** Whether the row explains the one above it. */
  isNote?: boolean;
}

/** A row of an estimate: what is expected, and what it costs. Renders a `div`. */
export function OutlookRow({ label, value, isNote = false }: OutlookRowProps): ReactElement {
  return (
    <div className={isNote ? 'mf-outlook mf-hint' : 'mf-outlook'}>
      {label}
      {value !== null && <span {...localeText} className="mf-outlook-value">{value}</span>}
    </div>
  );
}
