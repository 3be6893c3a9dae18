import { displayName } from '../core/displayName';
import type { Messages } from '../i18n/messages';

/** A meter's name, safe to display. */
export function meterName(name: string | null | undefined, messages: Pick<Messages, 'unnamedMeter'>): string {
  return displayName(name) || messages.unnamedMeter;
}
