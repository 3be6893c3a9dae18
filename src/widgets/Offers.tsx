'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { classNames } from '../components/classNames';
import { barHeight, percent } from '../components/svg';
import { displayName } from '../core/displayName';
import { formatAmount } from '../core/formatMoney';
import { formatDateTime } from '../core/formatDate';
import { compareOffers, metersOf, type Offer, type OfferSum } from '../core/offers';
import { useWords } from '../i18n/context';
import { offerWords } from '../i18n/english/actions';
import { localeText } from '../i18n/localeText';
import { usePortal } from '../react/PortalProvider';
import { useMonthsOfUse } from '../react/useMonthsOfUse';
import { bounded } from './bounded';
import { Heading } from './Heading';
import { keepFocus } from './keepFocus';
import type { HeadingLevel } from './Widget';

export interface OffersProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'title'> {
  /** Your plans with monthly prices, including the customer's. */
  offers: readonly Offer[];
  /** The `id` of the offer that the customer has. */
  current?: string | undefined;
  /** Whole calendar months to compare, from 1 to 12. Default: 3. */
  months?: number | undefined;
  /** What the customer can do about an offer: a link to change to it, for example. */
  action?: ((sum: OfferSum) => ReactNode) | undefined;
  /** The heading; `null`, `false` or an empty text for none. */
  title?: ReactNode;
  /** Level of the heading, from 1 to 6. Default: 2. */
  headingLevel?: HeadingLevel | undefined;
}

/**
 * What each of your plans would have cost for what the customer used in the last months: see `compareOffers()`. An
 * unknown cost is "—". It compares, and gives no advice. Renders a `div`, or nothing without offers or if the source
 * has no histories (`source.can.history`).
 */
export const Offers = bounded(forwardRef<HTMLDivElement, OffersProps>(function Offers(props, ref) {
  const { offers, current, months: count, action, title: given, headingLevel, className, ...rest } = props;
  const { source } = usePortal();
  const { locale, messages } = useWords(offerWords);
  const title = given === undefined ? messages.offersTitle : given;
  const meterIds = [...new Set(offers.flatMap(metersOf))];
  const { months, isPending } = useMonthsOfUse(meterIds, count);
  if (!source.can.history || offers.length === 0) return null;
  const [first] = months;
  const month = (date: Date | undefined) => formatDateTime(date, locale, 'UTC', { month: 'short', year: 'numeric' });
  const sums = compareOffers(months, offers);
  // Sums of different currencies can't be compared by length.
  const isComparable = new Set(offers.map(({ currency }) => currency.toLowerCase())).size === 1;
  const highest = isComparable ? Math.max(...sums.map(({ total }) => total ?? 0)) : 0;
  return (
    <div role="region" aria-label={messages.offersTitle} aria-busy={isPending} {...rest} ref={ref} className={classNames('mf mf-widget', className)}>
      <div className="mf-frame" onFocus={keepFocus}>
        <div className="mf-head">
          {title && (
            <Heading level={headingLevel ?? 2} className="mf-title">
              {title}
            </Heading>
          )}
          <div {...localeText} className="mf-hint">
            {messages.offersBasis({ from: month(first?.start), to: month(months[months.length - 1]?.start), isOne: months.length === 1 })}
          </div>
        </div>
        <table className="mf-table" aria-label={messages.offersTitle}>
          <thead className="mf-table-head">
            <tr className="mf-table-line">
              <th className="mf-table-cell" scope="col">{messages.offerPlan}</th>
              <td className="mf-table-cell mf-table-bar" aria-hidden="true" />
              <th className="mf-table-cell mf-table-figure" scope="col">{messages.offerSum}</th>
              {action && <td className="mf-table-cell" aria-hidden="true" />}
            </tr>
          </thead>
          <tbody className="mf-table-body">
            {sums.map((sum) => {
              const { offer, total } = sum;
              const isOwn = offer.id === current;
              return (
                <tr key={offer.id} className="mf mf-usage mf-table-row">
                  <th className="mf-table-cell" scope="row">
                    <bdi className="mf-alert-name">{displayName(offer.name)}</bdi>
                    {isOwn && <>{' '}<span className="mf-pill" data-tone="good">{messages.yourPlan}</span></>}
                  </th>
                  {/* The length of the bar stands for the sum. The customer's own plan has the accent color. */}
                  <td className="mf-table-cell mf-table-bar" aria-hidden="true">
                    {!isPending && total !== null && highest !== 0 && (
                      <svg className="mf-usage-track" height={barHeight}>
                        {total > 0 && <line className={classNames('mf-usage-fill', isOwn ? undefined : 'mf-other')} x2={percent(Math.max(0, total) / highest)} y2="100%" />}
                      </svg>
                    )}
                  </td>
                  <td className="mf-table-cell mf-table-figure">
                    {!isPending && <span {...localeText} className="mf-usage-value">{formatAmount(total, offer.currency, locale)}</span>}
                  </td>
                  {action && <td className="mf-table-cell mf-table-figure">{action(sum)}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}));
