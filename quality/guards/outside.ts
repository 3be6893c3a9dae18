// Guards of lines 80 and up: faults that were found from outside.
import type { Guard } from './table';

const element = 'src/embed/MeterfaceElement.tsx';
const members = 'src/react/join.ts';
const provider = 'src/react/PortalProvider.tsx';
const refreshTimer = 'src/react/startRefreshTimer.ts';
const session = 'src/sources/session.ts';

export const outside: readonly Guard[] = [
  { line: 80, file: 'src/core/timer.ts', was: 'left > longestTimeout ? wait(left - longestTimeout) : run()', without: 'run()' },
  { line: 80, file: 'src/core/timer.ts', was: 'Math.min(left, longestTimeout)', without: 'left' },
  { line: 80, file: refreshTimer, was: 'milliseconds <= 0 || milliseconds >= 1000', without: 'true' },
  { line: 80, file: 'src/react/queries.ts', was: ' && refreshEvery < Infinity', without: '' },
  { line: 80, file: 'src/core/errors.ts', was: 'Math.min(longestWait, Math.ceil(options.retryAfter))', without: 'options.retryAfter' },
  { line: 81, file: session, was: 'customers.get(scope) ?? {}', without: '(customers.size === 1 && customers.get(scope)) || (customers.clear(), {})' },
  { line: 81, file: session, was: 'if (customers.size > mostCustomers)', without: 'if (false)' },
  { line: 81, file: session, was: 'customer.isForgotten = customers.delete(scope)', without: 'customer.isForgotten = true' },
  { line: 81, file: provider, was: '() => source.forget?.(scope)', without: '() => {}' },
  { line: 81, file: members, was: 'group.members.size > 0 || ', without: '' },
  { line: 82, file: provider, was: 'if (isUnmounted && !isOwnClient) return;', without: 'if (isUnmounted) return;' },
  { line: 82, file: provider, was: 'void queryClient.cancelQueries(filters).then(() => queryClient.removeQueries(filters));', without: 'queryClient.removeQueries(filters);' },
  { line: 82, file: members, was: 'setTimeout(() => {', without: '((run: () => void) => run())(() => {' },
  { line: 83, file: element, was: 'shadow.replaceChildren();', without: '' },
  { line: 83, file: element, was: ' ?? this.attachInternals?.().shadowRoot', without: '' },
  { line: 84, file: 'src/components/Receipt.tsx', was: '{`${quantity(line.units)} × ${rate(line)}`}', without: '{quantity(line.units)} × {rate(line)}' },
  { line: 84, file: 'src/components/Notice.tsx', was: '<span className="mf-text">{messages.errorHint(code)}</span>', without: '{messages.errorHint(code)}' },
  { line: 84, file: 'src/widgets/Freshness.tsx', was: '<span key={place} {...localeText} className="mf-text">{messages.stale(time)}</span>', without: '{messages.stale(time)}' },
  { line: 91, file: 'src/core/schemas/containers.ts', was: 'for (let index = 0; index < items.length; index++) {\n      const value: unknown = items[index];', without: 'for (const [index, value] of (items as unknown[]).entries()) {' },
  { line: 91, file: 'src/components/bone.tsx', was: 'for (let index = 0; index < Math.min(count ?? defaultRows, mostRows); index += 1) rows.push(row(index));', without: 'rows.push(...Array.from({ length: count ?? defaultRows }, (_, index) => row(index)));' },
  { line: 91, file: 'src/http/body.ts', was: 'text = await response.text();', without: "text = '';" },
  { line: 92, file: 'src/i18n/localeText.ts', was: '{ suppressHydrationWarning: true }', without: '{ suppressHydrationWarning: false }' },
  { line: 92, file: 'src/components/parts.tsx', was: "<span {...localeText} {...rest} className={classNames('mf-usage-status'", without: "<span {...rest} className={classNames('mf-usage-status'" },
  { line: 92, file: 'src/widgets/Freshness.tsx', was: '<p key={place} {...localeText}', without: '<p {...localeText}' },
];
