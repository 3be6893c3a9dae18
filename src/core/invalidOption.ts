import { PortalError } from './errors';

/**
 * The error for an option that can't work. It never repeats the value, which may be a secret.
 * @param rule completes "It …", such as "must be a function".
 * @param advice what to do, as a sentence without its period.
 * @internal
 */
export function invalidOption(name: string, rule: string, advice: string): PortalError {
  return new PortalError('invalid_option', `Invalid option \`${name}\`. It ${rule}. ${advice}.`, { path: [name] });
}
