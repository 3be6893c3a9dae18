import type { CopyFormat } from '../actions';
import type { Messages } from '../messages';

const formats: Readonly<Record<CopyFormat, string>> = { csv: 'CSV', json: 'JSON', markdown: 'Markdown', support: 'Text for support' };

/** English for copying what a widget shows. */
export const copyWords = {
  copyOf: (subject) => `Copy: ${subject}`,
  copy: 'Copy',
  copyFormat: 'Format',
  copyAs: (format) => formats[format],
  copied: (format) => (format === 'support' ? 'Copied for support' : `Copied as ${formats[format]}`),
  notCopied: "Couldn't copy. Your browser or this page doesn't allow it.",
} satisfies Partial<Messages>;
