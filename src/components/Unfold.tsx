'use client';
import { type ReactNode, type SyntheticEvent, useCallback, useState } from 'react';

interface UnfoldProps {
  /** What is always seen, and opens the rest. */
  summary: ReactNode;
  className: string;
  /** The class of the summary itself. */
  summaryClassName?: string | undefined;
  children: ReactNode;
}

/** A line that unfolds, by the platform's own means. What is inside is not there until it is first opened: a bill can have hundreds. */
export function Unfold({ summary, className, summaryClassName, children }: UnfoldProps): ReactNode {
  const [opened, setOpened] = useState(false);
  // Somebody may have opened it before the page was hydrated, when there was nobody to hear of it.
  const look = useCallback((element: HTMLDetailsElement | null) => {
    if (element?.open === true) setOpened(true);
  }, []);
  const onToggle = (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (event.currentTarget.open) setOpened(true);
  };
  return (
    <details ref={look} className={className} onToggle={onToggle} suppressHydrationWarning>
      <summary className={summaryClassName}>{summary}</summary>
      {opened && children}
    </details>
  );
}
