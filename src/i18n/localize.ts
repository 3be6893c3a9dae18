import { withoutNulls } from '../core/withoutNulls';
import { defaults, type Localization } from './context';
import type { Messages } from './messages';

/** Fills in the defaults of a localization. */
export function localize(given: { locale?: string | undefined; messages?: Partial<Messages> | undefined; timeZone?: string | undefined }): Localization {
  const { locale, messages, timeZone } = withoutNulls(given);
  const texts = readTexts(messages);
  return { locale: locale ?? texts.locale ?? defaults.locale, messages: texts, timeZone };
}

/** Removes texts that are null. If a getter throws, all texts stay English. */
function readTexts(messages: Partial<Messages> | undefined): Partial<Messages> {
  try {
    return withoutNulls(messages);
  } catch {
    return {};
  }
}
