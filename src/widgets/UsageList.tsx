'use client';
import { type ChangeEvent, type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { AccountMeter } from '../core/joinMeters';
import { formatDay } from '../core/formatDate';
import { formatQuantity } from '../core/formatQuantity';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/list';
import { localeText } from '../i18n/localeText';
import type { AccountUsage } from '../react/useUsage';
import { AlertStrip } from './AlertStrip';
import type { MeterSort } from './arrange';
import type { UsageAction, UsageLayout, UsageVariant } from './layout';
import { UsageRow } from './UsageRow';
import type { Views } from './useViews';
import type { MeterChip } from './UsageTable';
import type { WidgetHead } from './Widget';

interface UsageListProps {
  head: WidgetHead;
  usage: AccountUsage;
  /** Whether the most urgent meter is the first one. If not, the host chose the order. */
  isSorted: boolean;
  pageSize: number;
  action: UsageAction | undefined;
  layout: Exclude<UsageLayout, 'auto'>;
  variant: UsageVariant;
  /** What the list downloads when it needs it: `undefined` until it is loaded, `null` if the download failed. */
  views: Views | null | undefined;
  /** Whether pay-as-you-go meters have a chart. */
  hasCharts: boolean;
  /** Whether customers see percentages in place of units. */
  inPercent: boolean;
  /** The level of a group's heading; `undefined` for one list without groups. */
  groupLevel: number | undefined;
}

/** From this many meters on, a list can be searched, and the layout `auto` may be a table. */
export const toolsFrom = 10;

/** The heading, search and sort, a bar for each meter, and a button that shows more of them. */
export function UsageList({ head, usage, isSorted, pageSize, action, layout, variant, views, hasCharts, inPercent, groupLevel }: UsageListProps): ReactNode {
  const { meters, alerts, total, period, datesAsOf } = usage;
  const { locale, messages, timeZone } = useWords(listWords);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<MeterSort>('pressing');
  const [pages, setPages] = useState(1);
  const [chip, setChip] = useState<MeterChip>();
  // Customers may use the fields of a server-rendered page before hydration, when no handler runs yet, so this reads them on mount, too.
  const read = useCallback((field: HTMLInputElement | HTMLSelectElement | null) => {
    if (field) (field.type === 'search' ? setSearch : setSort)(field.value as MeterSort);
  }, []);
  const tools = meters.length >= toolsFrom ? views : null;
  const typed = useDeferredValue(search.trim());
  // A list that has become too short for a search field must not stay filtered.
  const query = tools ? typed : '';
  const chips = layout === 'table' && tools;
  const chosen = chips ? chip : undefined;
  const found = useMemo(() => views?.arrange(meters, query, sort, locale, chosen) ?? meters, [meters, views, query, sort, locale, chosen]);
  const shown = found.slice(0, pages * pageSize);
  const percent = inPercent ? views?.percent : undefined;
  const draw = (percent ?? views)?.[variant];
  const list = (some: readonly AccountMeter[]) =>
    layout === 'table' && views ? (
      <views.UsageTable meters={some} now={datesAsOf} action={action} modelOf={percent?.modelOf} />
    ) : (
      <ul className="mf-list" data-layout={layout}>
        {some.map((joined) => (
          <li key={joined.meter.id} className="mf-item">
            <UsageRow joined={joined} now={datesAsOf} shared={period} action={action?.(joined)} draw={draw} chart={hasCharts ? views && views.MeterSparkline : null} />
          </li>
        ))}
      </ul>
    );
  const count = (number: number) => formatQuantity(number, locale, true);
  // Above the list, once for all meters that share the period. A row shows its renewal date only if it differs from the one here.
  const periodLine = period && (
    <div {...localeText} className="mf-period">
      {period.day === null ? messages.newPeriod : messages.periodLine({ day: count(period.day), days: count(period.days), renewsOn: period.renewsAt && formatDay(period.renewsAt, datesAsOf, locale, timeZone) })}
    </div>
  );
  const field = { ref: read, className: 'mf-field', onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => read(target) };
  const searchAndSort = tools !== null && (
    <div className="mf-tools">
      <input {...field} aria-label={messages.search} type="search" placeholder={messages.search} value={search} />
      {isSorted && (
        <select {...field} aria-label={messages.sort} value={sort}>
          <option value="pressing">{messages.sortPressing}</option>
          <option value="name">{messages.sortName}</option>
          <option value="consumed">{messages.sortConsumed}</option>
        </select>
      )}
    </div>
  );
  const isNarrowed = query || chosen;
  const all = isNarrowed ? found.length : total;

  return (
    <>
      {head(searchAndSort, periodLine)}
      {action && views && <views.OnItsWay meters={meters} />}
      <AlertStrip alerts={alerts} now={datesAsOf} action={alerts[0] && action?.(alerts[0])} wordsOf={percent?.wordsOf} />
      {chips && <chips.Chips meters={meters} chosen={chosen} onChoose={setChip} />}
      {groupLevel && views ? <views.UsageGroups meters={shown} level={groupLevel} list={list} /> : list(shown)}
      {tools !== null && (
        <div className={found.length ? 'mf-hidden' : 'mf-hint'} role="status">
          {isNarrowed && (found.length ? messages.shown(count(found.length), count(meters.length)) : tools && <tools.NoMatch query={query} />)}
        </div>
      )}
      {shown.length < all && (
        <div className="mf-foot">
          <div {...localeText} className="mf-hint">{messages.shown(count(shown.length), count(all))}</div>
          {shown.length < found.length && (
            <button {...localeText} type="button" className="mf-button" onClick={() => setPages(pages + 1)}>
              {messages.showMore(count(Math.min(pageSize, found.length - shown.length)))}
            </button>
          )}
        </div>
      )}
    </>
  );
}
