/**
 * Returns the name of a time zone that this runtime and Polar know, in the upper and lower case that Polar requires. Newer runtimes accept
 * offsets such as `+02:00`, and names in any case; Polar accepts neither. A name never becomes an older one, such as
 * Asia/Calcutta for Asia/Kolkata: runtimes prefer those, but Polar's system may not know them. The case of a name that the runtime
 * replaces stays as given.
 * @throws RangeError for any other text, and TypeError for anything else; nothing for `undefined` or `null`.
 * @internal
 */
export function knownTimeZone<Given extends string | undefined>(name: Given): Given {
  // `replace` makes a name without a leading capital invalid.
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name?.replace(/^[^A-Z]/, '?') }).resolvedOptions();
  return name?.toLowerCase() === timeZone.toLowerCase() ? (timeZone as Given) : name;
}
