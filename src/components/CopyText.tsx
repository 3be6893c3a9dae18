'use client';
import { type ComponentPropsWithoutRef, forwardRef, useId, useState } from 'react';
import type { CopyFormat } from '../i18n/actions';
import { useWords } from '../i18n/context';
import { copyWords } from '../i18n/english/copy';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';

interface CopyTextProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** What is copied, for the name of the controls: "Usage". */
  subject: string;
  /** Whose data is copied. */
  scope: string;
  formats: readonly CopyFormat[];
  /** Writes the text when the customer copies it; `undefined` while there is nothing to copy. */
  write: ((format: CopyFormat) => string) | undefined;
  /** Called if the customer copies while there is nothing to copy. */
  onWait: () => void;
}

/** A list of formats and a button that copies a text in one of them. Announces the result. Renders a `div` with `role="group"`. */
export const CopyText = forwardRef<HTMLDivElement, CopyTextProps>(function CopyText({ subject, scope, formats, write, onWait, className, ...rest }, ref) {
  const { messages } = useWords(copyWords);
  const id = useId();
  const [first = 'csv'] = formats;
  const [chosen, choose] = useState(first);
  const format = formats.includes(chosen) ? chosen : first;
  const about = format + scope;
  // The count makes each result a new element: screen readers announce what is added, not what stays the same.
  const [result, setResult] = useState({ count: 0, text: '', about });
  // "Copied as CSV" isn't true of another format, or of the next customer's data.
  if (result.about !== about) setResult({ ...result, text: '', about });
  const copy = async (button: HTMLElement) => {
    if (!write) return onWait();
    const isCopied = await copyToClipboard(write(format), button);
    setResult(({ count }) => ({ count: count + 1, text: isCopied ? messages.copied(format) : messages.notCopied, about }));
  };
  return (
    <div role="group" aria-label={messages.copyOf(subject)} {...rest} ref={ref} className={classNames('mf', className)}>
      <div className="mf-tools">
        {formats.length > 1 && (
          <>
            <label className="mf-hidden" htmlFor={id}>
              {messages.copyFormat}
            </label>
            <select id={id} className="mf-field" value={format} onChange={(event) => choose(event.target.value as CopyFormat)}>
              {formats.map((one) => (
                <option key={one} value={one}>
                  {messages.copyAs(one)}
                </option>
              ))}
            </select>
          </>
        )}
        <button type="button" className="mf-button" aria-disabled={!write} onClick={({ currentTarget }) => void copy(currentTarget)}>
          {messages.copy}
        </button>
        <div className="mf-hint" role="status">
          {result.text && <span key={result.count} {...localeText} className="mf-text">{result.text}</span>}
        </div>
      </div>
    </div>
  );
});

/** Falls back to `execCommand`, because browsers have `navigator.clipboard` only on secure pages, and a host's policy may forbid it inside of a frame. */
async function copyToClipboard(text: string, button: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.readOnly = true;
    const focused = (button.getRootNode() as Document).activeElement as HTMLElement | null;
    // Not at the end of the page: behind a modal dialog, a field can't be selected, and yet `execCommand` returns true.
    button.after(field);
    field.select();
    try {
      return document.execCommand('copy');
    } catch {
      return false;
    } finally {
      field.remove();
      focused?.focus();
    }
  }
}
