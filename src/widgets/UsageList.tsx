'use client';
import { type ReactNode, useCallback, useDeferredValue, useId, useMemo, useState } from 'react';
import { dayMessage } from '../components/dayMessage';
import { UsageBar } from '../components/UsageBar';
import type { AccountMeter } from '../core/account';
import { formatAmount, formatQuantity } from '../core/format';
import { type Localization, useWords } from '../i18n/context';
import { listWords } from '../i18n/english/usage';

interface UsageListProps {
  heading: ReactNode;
  meters: readonly AccountMeter[];
  /** Meters that the customer has, of which `meters` may be a part. */
  total: number;
  pageSize: number;
  /** When the dates were read. */
  readAt: Date;
}

type Sort = 'pressing' | 'name' | 'consumed';

/** From this many meters on a list has something to search and sort. */
const toolsFrom = 10;

/** The heading, the tools and the bars of a customer's meters, and the way to more of them. */
export function UsageList({ heading, meters, total, pageSize, readAt }: UsageListProps): ReactNode {
  const localization = useWords(listWords);
  const { locale, messages } = localization;
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort>('pressing');
  const [pages, setPages] = useState(1);
  const hasTools = meters.length >= toolsFrom;
  // A list that has become short has no search, so nothing may stay searched away.
  const typed = useDeferredValue(search.trim());
  const sought = hasTools ? typed : '';
  const found = useMemo(() => arrange(meters, sought, sort, locale), [meters, sought, sort, locale]);
  const shown = found.slice(0, pages * pageSize);
  const count = (number: number) => formatQuantity(number, locale, true);
  const all = sought === '' ? Math.max(total, meters.length) : found.length;

  return (
    <>
      {(heading !== null || hasTools) && (
        <div className="mf-head">
          {heading !== null && <h2 className="mf-title">{heading}</h2>}
          {hasTools && <Tools search={search} onSearch={setSearch} sort={sort} onSort={setSort} />}
        </div>
      )}
      <ul className="mf-list">
        {shown.map((joined) => (
          <li key={joined.meter.id} className="mf-item">
            <UsageBar
              meter={joined.meter}
              terms={joined.terms}
              unit={joined.unit}
              note={noteOf(joined, readAt, localization)}
            />
          </li>
        ))}
      </ul>
      {found.length === 0 && sought !== '' && <p className="mf-hint">{messages.noMatch(sought)}</p>}
      {shown.length < all && (
        <div className="mf-foot">
          <p className="mf-hint">{messages.shown(count(shown.length), count(all))}</p>
          {shown.length < found.length && (
            <button type="button" className="mf-button" onClick={() => setPages(pages + 1)}>
              {messages.showMore(count(Math.min(pageSize, found.length - shown.length)))}
            </button>
          )}
        </div>
      )}
    </>
  );
}

interface ToolsProps {
  search: string;
  onSearch: (search: string) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

function Tools({ search, onSearch, sort, onSort }: ToolsProps): ReactNode {
  const { messages } = useWords(listWords);
  const id = useId();
  // What was typed and chosen before the page was hydrated stands in the fields, and nobody has heard of it.
  const readSearch = useCallback((field: HTMLInputElement | null) => (field === null ? undefined : onSearch(field.value)), [onSearch]);
  const readSort = useCallback((field: HTMLSelectElement | null) => (field === null ? undefined : onSort(field.value as Sort)), [onSort]);
  return (
    <div className="mf-tools">
      <label className="mf-hidden" htmlFor={`${id}search`}>
        {messages.search}
      </label>
      <input
        id={`${id}search`}
        ref={readSearch}
        className="mf-field"
        type="search"
        placeholder={messages.search}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <label className="mf-hidden" htmlFor={`${id}sort`}>
        {messages.sort}
      </label>
      <select id={`${id}sort`} ref={readSort} className="mf-field" value={sort} onChange={(event) => onSort(event.target.value as Sort)}>
        <option value="pressing">{messages.sortPressing}</option>
        <option value="name">{messages.sortName}</option>
        <option value="consumed">{messages.sortConsumed}</option>
      </select>
    </div>
  );
}

function arrange(meters: readonly AccountMeter[], sought: string, sort: Sort, locale: string): readonly AccountMeter[] {
  const needle = sought.toLocaleLowerCase();
  const found = needle === '' ? meters : meters.filter(({ meter }) => meter.meter.name.toLocaleLowerCase().includes(needle));
  if (sort === 'pressing') return found;
  const { compare } = collatorFor(locale);
  return [...found].sort((a, b) =>
    sort === 'name' ? compare(a.meter.meter.name, b.meter.meter.name) : (b.meter.consumedUnits ?? -1) - (a.meter.consumedUnits ?? -1),
  );
}

/** Numbers inside names in their order: "Region 2" before "Region 10". */
function collatorFor(locale: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    return new Intl.Collator('en', { numeric: true });
  }
}

function noteOf({ due, renewsAt }: AccountMeter, readAt: Date, localization: Localization<typeof listWords>): ReactNode {
  const { locale, messages } = localization;
  const parts: string[] = [];
  if (due && due.amount !== 0) parts.push(messages.soFar(formatAmount(due.amount, due.currency, locale)));
  if (renewsAt) parts.push(dayMessage(renewsAt, readAt, messages.renewsOn, localization));
  return parts.length === 0 ? undefined : parts.join(' · ');
}
