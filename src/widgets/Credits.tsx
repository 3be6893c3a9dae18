'use client';
import { forwardRef } from 'react';
import { CreditSkeleton } from '../components/CreditSkeleton';
import { CreditSources } from '../components/CreditSources';
import type { MeterOptions } from '../core/joinMeters';
import { useWords } from '../i18n/context';
import { creditWords } from '../i18n/english/credits';
import { usePortal } from '../react/PortalProvider';
import { type AccountCredits, useCredits } from '../react/useCredits';
import { bounded } from './bounded';
import { Widget, type WidgetProps } from './Widget';

export interface CreditsProps extends WidgetProps<AccountCredits>, Pick<MeterOptions, 'units'> {
  /** Lines of the skeleton: about as many as there will be grants. Default: 3. */
  expected?: number | undefined;
}

/**
 * Where the customer's credits come from: for each grant in force its meter, its plan or purchase, the latest credit, and whether and
 * when it renews. Loads, refreshes and handles errors. Renders a `div`, or nothing if the source reads no grants.
 */
export const Credits = bounded(forwardRef<HTMLDivElement, CreditsProps>(function Credits(props, ref) {
  const { units, expected, ...rest } = props;
  const { source } = usePortal();
  const { messages } = useWords(creditWords);
  const credits = useCredits();
  if (source.can.grants !== true) return null;
  const { grants, subscriptions, meters, datesAsOf } = credits;
  return (
    <Widget
      {...rest}
      ref={ref}
      state={credits}
      label={messages.creditsTitle}
      rows={grants.length}
      renderSkeleton={(count) => <CreditSkeleton rows={count} />}
      expected={expected}
      emptyTitle={messages.noCredits}
      emptyHint={messages.noCreditsHint}
    >
      {(head) => (
        <>
          {head()}
          <div className="mf-body">
            <CreditSources grants={grants} subscriptions={subscriptions} meters={meters} units={units} now={datesAsOf} />
          </div>
        </>
      )}
    </Widget>
  );
}));
