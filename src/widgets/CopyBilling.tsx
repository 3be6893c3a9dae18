'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { CopyText } from '../components/CopyText';
import type { CopyFormat } from '../i18n/actions';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { usePortal } from '../react/PortalProvider';
import { useBills } from '../react/useBills';
import { bounded } from './bounded';
import { useCopyTexts } from './useCopyTexts';

export interface CopyBillingProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The formats to choose from. Default: all of them. */
  formats?: readonly Exclude<CopyFormat, 'support'>[] | undefined;
}

const allFormats: readonly Exclude<CopyFormat, 'support'>[] = ['markdown', 'csv', 'json'];

/**
 * Copies the lines of the bills that `Billing` shows, and the steps from their sums to what is due, as Markdown, CSV or JSON:
 * see `exportBills()`. On a page with `Billing`, it uses the data of `Billing` and sends no request of its own. Renders a `div` with `role="group"`.
 */
export const CopyBilling = bounded(forwardRef<HTMLDivElement, CopyBillingProps>(function CopyBilling({ formats, ...rest }, ref) {
  const { messages } = useWords(billingWords);
  const { status, bills } = useBills();
  const { scope } = usePortal();
  const [texts, retry] = useCopyTexts(true);
  // A bill without its preview would be missing from the text.
  const isReady = (status === 'ready' || status === 'empty') && bills.every(({ bill }) => bill);
  const write = texts && isReady ? (format: CopyFormat) => texts.exportBills(bills.flatMap(({ bill }) => bill ?? []), format === 'support' ? 'json' : format) : undefined;
  return <CopyText {...rest} ref={ref} scope={scope} subject={messages.billingTitle} formats={formats ?? allFormats} write={write} onWait={retry} />;
}));
