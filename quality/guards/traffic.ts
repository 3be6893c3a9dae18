// Guards of lines 1 to 41: network, session, rate limit, payload.
import type { Guard } from './table';

const queries = 'src/react/queries.ts';
const body = 'src/http/body.ts';
const request = 'src/http/request.ts';
const status = 'src/http/status.ts';
const refreshTimer = 'src/react/startRefreshTimer.ts';
const session = 'src/sources/session.ts';
const containers = 'src/core/schemas/containers.ts';
const wire = 'src/core/schemas/wire.ts';

const unreachable = { file: request, was: "throw new PortalError('unreachable', failures.messages.unreachable, { retryable: true });", without: 'throw new Error(failures.messages.unreachable);' };
const deadline = { file: request, was: 'signal)), timeout, until)', without: 'signal)), undefined, until)' };
const reading = {
  file: body,
  was: 'throw notJson(text);',
  without: 'throw new SyntaxError(text);',
};
const tries = { file: queries, was: ' && failures < retriesOf(error)', without: '' };
const onlyRetryable = { file: queries, was: ' && error.retryable', without: '' };
const alwaysRequests = { file: queries, was: "networkMode: 'always',", without: "networkMode: 'online'," };
const wayOn = { file: 'src/components/Notice.tsx', was: '{onRetry && (', without: '{false && (' };

export const traffic: readonly Guard[] = [
  { line: 1, ...unreachable },
  { line: 1, ...wayOn },
  { line: 2, ...deadline },
  { line: 2, file: 'src/http/deadline.ts', was: 'if (!isDone) controller.abort();', without: '' },
  { line: 3, ...deadline, why: 'One deadline covers the headers and the body.' },
  { line: 4, ...reading },
  { line: 4, file: body, was: "unexpectedResponse('it was cut off', { retryable: true })", without: "unexpectedResponse('it was cut off')" },
  { line: 5, ...reading },
  { line: 6, ...unreachable },
  { line: 7, file: status, was: 'isLimit || status >= 500', without: 'isLimit' },
  { line: 7, file: queries, was: "return code === 'rate_limited' || status === 500 ? 1 : 2;", without: 'return 0;' },
  { line: 8, ...tries },
  { line: 9, ...alwaysRequests },
  { line: 9, file: queries, was: 'refetchOnReconnect: mayRequest', without: 'refetchOnReconnect: false' },
  { line: 10, ...alwaysRequests },
  { line: 11, file: refreshTimer, was: 'if (!focusManager.isFocused()) return;', without: '' },
  { line: 11, file: queries, was: 'refetchOnWindowFocus: refreshEvery > 0 && refreshEvery < Infinity && mayRequest', without: 'refetchOnWindowFocus: false' },
  { line: 12, ...unreachable },
  { line: 12, ...tries },
  { line: 13, ...unreachable },
  { line: 13, ...tries },
  { line: 14, file: body, was: "if (typeof body?.getReader !== 'function') return readWhole(response, signal, kind);", without: '' },
  { line: 14, ...reading },
  { line: 15, file: session, was: 'if (!isTokenRefusal(error)) throw error;', without: 'throw error;' },
  { line: 16, ...onlyRetryable },
  { line: 16, ...wayOn },
  {
    line: 17,
    file: session,
    was: 'latest === first ? renew(first.token) : latest',
    without: 'renew(first.token)',
  },
  { line: 17, file: session, was: 'customer.grant?.isStale() === false ? customer.grant : ', without: '' },
  { line: 18, file: session, was: "throw noToken('`getToken` failed or took too long', true);", without: 'throw new Error();' },
  { line: 18, file: session, was: 'withDeadline(readResult, timeout)', without: 'withDeadline(readResult)' },
  { line: 18, file: session, was: 'if (!isHeaderToken(token)) throw', without: 'if (false) throw' },
  { line: 18, file: session, was: 'if (usable === (await refused)) throw sessionExpired();', without: '' },
  {
    line: 19,
    file: 'src/http/token.ts',
    was: "token.startsWith('polar_oat_')",
    without: "!token.startsWith('polar_cst_')",
    why: 'Only organization tokens are refused, so that any other kind may pass: a customer’s, a member’s, or a future one.',
  },
  { line: 20, ...onlyRetryable },
  { line: 21, file: 'src/http/lifetime.ts', was: 'left > 0 && left < sessionLifetime ? left : sessionLifetime', without: 'left' },
  { line: 22, file: 'src/core/stopwatch.ts', was: 'Math.max(Date.now() - date, performance.now() - steady)', without: 'performance.now() - steady' },
  { line: 23, file: queries, was: "return ['meterface', scope];", without: "return ['meterface'];" },
  { line: 24, file: queries, was: 'throwOnError: false', without: 'throwOnError: true' },
  { line: 24, file: 'src/widgets/Wallets.tsx', was: "if (wallets.status !== 'ready') return null;", without: '' },
  { line: 25, file: session, was: 'if (isOrganizationToken(token)) {', without: 'if (false) {' },
  { line: 26, file: request, was: 'if (response.ok) return', without: 'return' },
  { line: 26, file: status, was: 'retryable: isLimit || ', without: 'retryable: ' },
  { line: 27, file: 'src/http/retryAfter.ts', was: ' ?? defaultWait', without: ' ?? NaN' },
  { line: 27, file: 'src/core/errors.ts', was: 'options.retryAfter >= 1 ? Math.min(longestWait, Math.ceil(options.retryAfter)) : 1', without: 'Math.max(1, Math.ceil(options.retryAfter))' },
  { line: 27, file: queries, was: 'if (error?.retryAfter !== undefined) return', without: 'if (false) return' },
  { line: 28, file: 'src/react/join.ts', was: 'ofOwner.get(scope) ?? { members: new Set() }', without: '{ members: new Set() }' },
  { line: 29, file: 'src/react/useFailure.ts', was: 'isDeferred(failureReason) ? failureReason : null', without: 'null' },
  { line: 29, file: 'src/components/Notice.tsx', was: '{isPortalError(error) && <Countdown error={error} />}', without: '' },
  { line: 29, file: 'src/react/useListState.ts', was: '(refreshed.isError || isDeferred(refreshed.failureReason))', without: 'refreshed.isError' },
  { line: 29, file: refreshTimer, was: ' && mayRequest(query)', without: '' },
  { line: 30, file: containers, was: 'const output: Record<string, unknown> = {};\n    let inner', without: 'const output: Record<string, unknown> = { ...input };\n    let inner' },
  { line: 31, file: 'src/core/price.ts', was: "price.kind === 'unit' || price.kind === 'tiers'", without: 'true' },
  { line: 31, file: 'src/i18n/english/billing.ts', was: ": status.replace(/_/g, ' '))", without: ': undefined)' },
  { line: 32, file: containers, was: "what === '' || !issue", without: 'true' },
  { line: 32, file: 'src/widgets/Freshness.tsx', was: '{issues.length > 0 && (', without: '{false && (' },
  { line: 33, file: containers, was: "return payload.issues.push(mismatch('a list', items));", without: 'return (payload.value = []);' },
  { line: 34, file: wire, was: '(value) => toDate(value) ?? null)', without: 'toDate)' },
  { line: 34, file: 'src/core/schemas/counts.ts', was: 'if (value !== undefined) return value;', without: "return value ?? 'missing';" },
  { line: 34, file: 'src/core/schemas/counts.ts', was: "typeof consumedUnits === 'number' && typeof creditedUnits === 'number'", without: 'true' },
  { line: 35, file: 'src/core/usage.ts', was: 'knownNumber(meter.balance) ?? derived', without: 'derived' },
  { line: 36, file: 'src/core/schemas/spelling.ts', was: 'return value === undefined ? object[key] : value;', without: 'return value;' },
  { line: 37, file: 'src/react/useUsage.ts', was: 'useMeters({ ...filters, all: true })', without: 'useMeters({ ...filters })' },
  { line: 37, file: 'src/widgets/UsageList.tsx', was: 'found.slice(0, pages * pageSize)', without: 'found' },
  { line: 38, file: 'src/sources/pages.ts', was: 'withoutDuplicates(pages.flatMap(({ items }) => items))', without: 'pages.flatMap(({ items }) => items)' },
  {
    line: 39,
    file: 'src/sources/pages.ts',
    was: 'const mostPages = 10;',
    without: 'const mostPages = 20;',
    why: 'Not removed completely, because a billion requests would exhaust the machine.',
  },
  { line: 40, file: containers, was: "what === '' || !issue", without: 'true' },
  { line: 40, file: body, was: 'while (bytes <= longestBodies[kind]) {', without: 'while (true) {' },
  { line: 41, file: 'src/sources/pages.ts', was: '!known || Number(item.modifiedAt) > Number(known.modifiedAt)', without: 'true' },
];
