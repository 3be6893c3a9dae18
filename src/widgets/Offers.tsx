'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { classNames } from '../components/classNames';
import { displayName, formatAmount, formatInterval } from '../core/format';
import { compareOffers, metersOf, type Offer, type OfferSum } from '../core/offers';
import { useWords } from '../i18n/context';
import { offerWords } from '../i18n/english/actions';
import { localeText } from '../i18n/localeText';
import { usePortal } from '../react/PortalProvider';
import { useMonthsOfUse } from '../react/useMonthsOfUse';
import { bounded } from './bounded';
import { Heading } from './Heading';
import type { HeadingLevel } from './Widget';

export interface OffersProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'title'> {
  /** Your plans for one month each, the customer's own among them. */
  offers: readonly Offer[];
  /** The `id` of the offer that the customer has. */
  current?: string | undefined;
  /** Whole calendar months to compare, from 1 to 12. Default 3. */
  months?: number | undefined;
  /** What the customer can do about an offer: a link to change to it, for example. */
  action?: ((sum: OfferSum) => ReactNode) | undefined;
  /** The heading; `null` for none. */
  title?: ReactNode;
  /** Level of the heading, from 1 to 6. Default 2. */
  headingLevel?: HeadingLevel | undefined;
}

/**
 * What each of your plans would have cost for what the customer used in the last months: see `compareOffers()`. A cost that
 * prices and usage don't determine is "—". It compares, and gives no advice. Renders a `div`, or nothing if the source
 * has no histories (`source.can.history`).
 */
export const Offers = bounded(forwardRef<HTMLDivElement, OffersProps>(function Offers(props, ref) {
  const { offers, current, months: count, action, title, headingLevel = 2, className, ...rest } = props;
  const { source } = usePortal();
  const { locale, messages } = useWords(offerWords);
  const meterIds = [...new Set(offers.flatMap(metersOf))];
  const { months, isPending } = useMonthsOfUse(meterIds, count);
  if (!source.can.history || offers.length === 0) return null;
  const [first] = months;
  const month = (date: Date | undefined) => formatInterval(date, 'month', locale);
  return (
    <div role="region" aria-label={messages.offersTitle} aria-busy={isPending} {...rest} ref={ref} className={classNames('mf', className)}>
      {title !== null && (
        <Heading level={headingLevel} className="mf-title">
          {title ?? messages.offersTitle}
        </Heading>
      )}
      <p {...localeText} className="mf-hint">
        {messages.offersBasis({ from: month(first?.start), to: month(months[months.length - 1]?.start), isOne: months.length === 1 })}
      </p>
      <table className="mf-table" aria-label={messages.offersTitle}>
        <thead className="mf-table-head">
          <tr>
            <th className="mf-table-cell" scope="col">{messages.offerPlan}</th>
            <th className="mf-table-cell mf-table-figure" scope="col">{messages.offerSum}</th>
            {action && <td className="mf-table-cell" aria-hidden="true" />}
          </tr>
        </thead>
        <tbody>
          {compareOffers(months, offers).map((sum) => (
            <tr key={sum.offer.id} className="mf-table-row">
              <th className="mf-table-cell" scope="row">
                <bdi className="mf-text">{displayName(sum.offer.name)}</bdi>
                {sum.offer.id === current && <span className="mf-hint">{` · ${messages.yourPlan}`}</span>}
              </th>
              <td className="mf-table-cell mf-table-figure">
                {!isPending && <span {...localeText} className="mf-usage-value">{formatAmount(sum.total, sum.offer.currency, locale)}</span>}
              </td>
              {action && <td className="mf-table-cell mf-table-figure">{action(sum)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}));
