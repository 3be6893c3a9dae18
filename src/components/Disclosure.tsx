'use client';
import { type ReactNode, type SyntheticEvent, useCallback, useState } from 'react';
import { localeText } from '../i18n/localeText';
import { useIsPrinting } from './useIsPrinting';

interface DisclosureProps {
  /** The part that is always visible. Clicking it expands the rest. */
  summary: ReactNode;
  /** Class of the `details` element. */
  className: string;
  /** Class of the `summary` element. Default: `mf-toggle`. */
  summaryClassName?: string | undefined;
  children: ReactNode;
}

/** A native `details` element whose children render when it is first opened, or printed: a bill can have hundreds of receipts. */
export function Disclosure({ summary, className, summaryClassName = 'mf-toggle', children }: DisclosureProps): ReactNode {
  const [opened, setOpened] = useState(false);
  const isPrinting = useIsPrinting();
  // A customer may open it before hydration, when no `toggle` handler is attached yet.
  const readOpen = useCallback((element: HTMLDetailsElement | null) => {
    if (element?.open === true) setOpened(true);
  }, []);
  const onToggle = (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (event.currentTarget.open) setOpened(true);
  };
  return (
    <details ref={readOpen} className={className} onToggle={onToggle} suppressHydrationWarning>
      <summary {...localeText} className={summaryClassName}>{summary}</summary>
      {(opened || isPrinting) && children}
    </details>
  );
}
