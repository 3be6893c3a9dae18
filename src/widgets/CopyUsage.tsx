'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { CopyText } from '../components/CopyText';
import type { CopyFormat } from '../i18n/actions';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import { usePortal } from '../react/PortalProvider';
import { useUsage, type UseUsageOptions } from '../react/useUsage';
import { bounded } from './bounded';
import { useCopyTexts } from './useCopyTexts';

export interface CopyUsageProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'>, UseUsageOptions {
  /** The formats to choose from. Default: all of them. */
  formats?: readonly CopyFormat[] | undefined;
}

const allFormats: readonly CopyFormat[] = ['markdown', 'csv', 'json', 'support'];

/**
 * Copies the meters of `Usage`, as Markdown, CSV or JSON (see `exportUsage()`), or as a text for support (see `supportText()`).
 * If loading failed, only the text for support can be copied. On a page with `Usage` and the same `filters`, it uses the data of `Usage` and sends no request of its own. Renders a `div` with `role="group"`.
 */
export const CopyUsage = bounded(forwardRef<HTMLDivElement, CopyUsageProps>(function CopyUsage({ formats: given, filters, whenSpent, units, meters, ...rest }, ref) {
  const { messages } = useWords(listWords);
  const usage = useUsage({ filters, whenSpent, units, meters });
  const { scope } = usePortal();
  const [texts, retry] = useCopyTexts(true);
  const hasFailed = usage.status === 'error';
  // The text for support says what failed. In any other format, a failure would look like a customer without meters.
  const formats = (given ?? allFormats).filter((format) => !hasFailed || format === 'support');
  const write = texts && usage.status !== 'loading' && !(hasFailed && formats.length === 0) ? (format: CopyFormat) => (format === 'support' ? texts.supportText(usage) : texts.exportUsage(usage.meters, format)) : undefined;
  return <CopyText {...rest} ref={ref} scope={scope} subject={messages.usageTitle} formats={formats} write={write} onWait={retry} />;
}));
