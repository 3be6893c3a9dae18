// Guards of lines 42 to 79: numbers and money, time and language, life cycle, security.
import type { Guard } from './table';

const address = 'src/http/address.ts';
const element = 'src/embed/MeterfaceElement.tsx';
const format = 'src/core/format.ts';
const parts = 'src/components/parts.tsx';
const queries = 'src/react/queries.ts';
const request = 'src/sources/request.ts';
const usage = 'src/core/usage.ts';
const wanted = 'src/react/whileWanted.ts';
const containers = 'src/core/schemas/containers.ts';
const date = 'src/core/schemas/date.ts';
const wire = 'src/core/schemas/wire.ts';

const zone = { file: format, was: "formatDate(date: Date | null | undefined, locale: string, timeZone = 'UTC')", without: 'formatDate(date: Date | null | undefined, locale: string, timeZone?: string)' };
const onlyKnownKeys = { file: containers, was: 'const output: Record<string, unknown> = {};\n    let inner', without: 'const output: Record<string, unknown> = { ...input };\n    let inner' };

export const meaning: readonly Guard[] = [
  { line: 42, file: usage, was: 'Math.max(0, -settled)', without: '0' },
  { line: 43, file: usage, was: 'if (credited <= 0) {', without: 'if (false) {' },
  { line: 44, file: parts, was: 'Math.min(Math.max(consumed, 0), credited)', without: 'Math.min(consumed, credited)' },
  { line: 44, file: parts, was: '{bar.included > 0 && <rect', without: '{<rect' },
  { line: 45, file: format, was: 'small: { maximumSignificantDigits: 4 }', without: 'small: { maximumSignificantDigits: 17 }' },
  { line: 46, file: format, was: 'if (size >= 1e18 || (size > 0 && size < 1e-9)) return', without: 'if (false) return' },
  { line: 46, file: format, was: 'if (size > 0 && size < 1) return', without: 'if (false) return' },
  { line: 47, file: format, was: 'size >= 1e18 || ', without: '' },
  { line: 48, file: format, was: "if (typeof units !== 'number' || !Number.isFinite(units)) return unknownText;", without: '' },
  { line: 48, file: wire, was: 'return value === null ? null : undefined;', without: 'return value === null ? null : Number(value);' },
  { line: 49, file: format, was: 'format(value + 0)', without: 'format(value)' },
  { line: 49, file: 'src/core/knownNumber.ts', was: 'value + 0 : null', without: 'value : null' },
  { line: 50, file: format, was: 'wholeUnitCurrencies.split(\' \').includes(currency.toLowerCase()) ? 0 : 2', without: '2' },
  {
    line: 51,
    file: format,
    was: 'wholeUnitCurrencies.split(\' \').includes(currency.toLowerCase()) ? 0 : 2',
    without: "new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits === 0 ? 0 : 2",
    why: 'Digits come from Polar’s own list, not from Intl.',
  },
  { line: 52, file: format, was: 'if (/^[A-Z]{3}$/.test(code)) return', without: 'return' },
  { line: 53, file: 'src/core/joinMeters.ts', was: 'prices.length === 1 && isMeteredPrice(price)', without: 'isMeteredPrice(price)' },
  { line: 53, file: 'src/core/joinMeters.ts', was: 'subscription === undefined || found.length > 1', without: 'subscription === undefined' },
  { line: 54, file: 'src/core/rational.ts', was: 'const digits = BigInt(whole + fraction);', without: 'return fromDouble(Number(text));' },
  { line: 55, file: 'src/core/charges.ts', was: 'const isOfThisCharge = preview && ', without: 'const isOfThisCharge = ' },
  { line: 56, file: date, was: 'digits(iso, 20, 23)', without: 'digits(iso, 20, iso.length)', why: 'Only three digits of a fraction are read.' },
  { line: 57, file: date, was: 'isoUtc.test(value) ? utcDate(value)', without: 'isoUtc.test(value) ? valid(new Date(value))' },
  { line: 58, file: date, was: 'return day > 28 && date.getUTCDate() !== day ? undefined : date;', without: 'return date;' },
  { line: 58, file: wire, was: "field('a date', toDate)", without: "field('a date', (value) => toDate(value) ?? new Date(NaN))" },
  { line: 58, file: format, was: 'if (!(date instanceof Date) || Number.isNaN(date.getTime())) return unknownText;', without: '' },
  { line: 59, ...zone },
  { line: 59, file: format, was: 'return new Intl.DateTimeFormat(locale, { ...style, timeZone });', without: "return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });" },
  { line: 60, file: format, was: 'new Intl.NumberFormat(tag, numberShapes[shape])', without: "new Intl.NumberFormat('en', numberShapes[shape])" },
  { line: 60, file: format, was: 'new Intl.NumberFormat(tag, options)', without: "new Intl.NumberFormat('en', options)" },
  { line: 60, file: 'src/styles/usage.css', was: 'transform: scaleX(-1);', without: '' },
  { line: 61, file: format, was: 'made = make(fallbackLocale);', without: 'throw new RangeError();' },
  { line: 61, file: format, was: "return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });", without: 'throw new RangeError();' },
  { line: 62, file: 'src/components/dayMessage.ts', was: 'now !== undefined && date <= now ? messages.updating : ', without: '' },
  { line: 62, file: 'src/core/projection.ts', was: "if (!(passed >= 0 && passed < length)) return none('outside_period');", without: '' },
  { line: 63, file: wanted, was: 'setTimeout(abortIfUnused)', without: 'abortIfUnused()' },
  { line: 64, file: wanted, was: "if (event.type === 'observerRemoved') setTimeout(abortIfUnused);", without: '' },
  { line: 64, file: wanted, was: 'controller.abort();\n    };', without: '};' },
  { line: 65, file: 'src/widgets/bounded.tsx', was: 'return { error: asPortalError(error) };', without: 'throw error;' },
  { line: 65, file: 'src/widgets/bounded.tsx', was: 'report(this.props.portal.onError, error);', without: '' },
  { line: 65, file: 'src/widgets/bounded.tsx', was: '.then(show, show)', without: '' },
  { line: 65, file: 'src/react/reports.ts', was: "return new PortalError('unexpected_failure', ", without: "return new PortalError('unexpected_failure', String(error) + " },
  { line: 66, ...zone },
  { line: 67, ...onlyKnownKeys },
  { line: 68, file: element, was: 'disconnectedCallback(): void {\n    this.#schedule();', without: 'disconnectedCallback(): void {\n    this.#unmount();' },
  { line: 68, file: element, was: 'this.#root?.unmount();', without: '' },
  { line: 68, file: 'src/embed/groups.ts', was: '.then(() => queryClient.clear())', without: '' },
  { line: 68, file: 'src/embed/defineMeterface.ts', was: 'if (registry?.get(name) === undefined) ', without: '' },
  { line: 69, file: queries, was: 'enabled: true,', without: '' },
  { line: 69, file: queries, was: '...unset,', without: '' },
  { line: 69, file: queries, was: 'throwOnError: false,', without: '' },
  { line: 70, file: 'src/react/startRefreshTimer.ts', was: 'group.stop?.();\n    onEnd();', without: 'onEnd();' },
  { line: 70, file: 'src/react/PortalProvider.tsx', was: 'queryClient.unmount();', without: '' },
  { line: 70, file: 'src/react/reports.ts', was: 'return client.getQueryCache().subscribe(', without: 'client.getQueryCache().subscribe(' },
  {
    line: 71,
    file: parts,
    was: "className={classNames('mf-usage-name', className)}>\n      {usage.name}",
    without: "className={classNames('mf-usage-name', className)} dangerouslySetInnerHTML={{ __html: usage.name }}>",
    why: 'React escapes children, so no text becomes markup.',
  },
  { line: 72, file: format, was: '[\\p{Cc}', without: '[' },
  { line: 72, file: format, was: '\\u202a-\\u202e', without: '' },
  { line: 72, file: format, was: 'visible.length > 120', without: 'false' },
  { line: 73, file: 'src/core/href.ts', was: "if (protocol !== 'https:' && protocol !== 'http:') return undefined;", without: '' },
  { line: 73, file: 'src/components/Notice.tsx', was: 'safeHref(signInUrl)', without: 'signInUrl' },
  {
    line: 74,
    file: 'src/sources/pages.ts',
    was: 'const kept = new Map<string, T>();',
    without:
      'const held = {} as Record<string, T>;\n  const kept = { get: (id: string) => held[id], set: (id: string, item: T) => void (held[id] = item), values: () => Object.values(held) };',
    why: 'Names of a server are keys of maps, never of objects.',
  },
  { line: 75, file: 'src/core/theme.ts', was: 'if (patterns[name].test(text)) return text;', without: 'return text;' },
  { line: 76, file: element, was: "this.removeAttribute('token');", without: '' },
  { line: 77, file: address, was: "const isSafe = url.protocol === 'https:' ||", without: 'const isSafe = true ||' },
  { line: 77, file: address, was: '!url.username && !url.password', without: 'true' },
  { line: 77, file: address, was: '/^\\/(?![/\\\\])[^\\s\\\\?#]*$/.test(value)', without: "value.startsWith('/')" },
  { line: 77, file: request, was: "redirect: 'error',", without: '' },
  {
    line: 78,
    file: 'src/http/status.ts',
    was: 'return new PortalError(code, messages[code], { status,',
    without: 'return new PortalError(code, await response.text(), { status,',
    why: 'The text depends on the status only; without the guard it is the server’s.',
  },
  { line: 79, file: parts, was: '<rect className="mf-usage-fill" width=', without: '<rect className="mf-usage-fill" style={{ opacity: 1 }} width=' },
  { line: 79, file: 'src/core/schemas/schema.ts', was: "from 'zod/mini'", without: "from 'zod'" },
];
