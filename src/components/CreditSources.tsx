'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { displayName, formatDate, formatQuantity } from '../core/format';
import { creditSourcesOf } from '../core/creditSourcesOf';
import type { CreditGrant } from '../core/schemas/creditGrant';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { useWords } from '../i18n/context';
import { creditWords } from '../i18n/english/credits';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';

export interface CreditSourcesProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  /** The `items` of `useCreditGrants()`. */
  grants: readonly CreditGrant[];
  /** The customer's subscriptions. Credits show the name and the renewal date of the subscription that grants them. */
  subscriptions?: readonly CustomerSubscription[] | undefined;
  /** Shows only the credits of this meter. */
  meterId?: string | undefined;
  /** When the data was read. An earlier renewal date is left out, because the next one is not known yet. */
  now?: Date | undefined;
}

/**
 * Where credits come from, one line for each grant: "500 from Lumen Pro, credited Nov 1, 2026; unused credits roll over".
 * Renders a `ul`, with `data-source` (`order`, `subscription`) on each item, or nothing without grants.
 */
export const CreditSources = forwardRef<HTMLUListElement, CreditSourcesProps>(function CreditSources(props, ref) {
  const { grants, subscriptions, meterId, now, className, ...rest } = props;
  const { locale, messages, timeZone } = useWords(creditWords);
  const wanted = meterId === undefined ? grants : grants.filter(({ benefit }) => benefit.properties.meterId === meterId);
  const sources = creditSourcesOf(wanted, subscriptions);
  const day = (date: Date | null) => date && formatDate(date, locale, timeZone);
  if (sources.length === 0) return null;
  return (
    <ul {...rest} ref={ref} className={classNames('mf mf-lines mf-credits', className)}>
      {sources.map(({ grant, units, isBought, productName, creditedAt, renewsAt, rollsOver }) => (
        <li {...localeText} className="mf-credit" key={grant.id} data-source={isBought ? 'order' : 'subscription'}>
          {messages.creditSource({
            units: formatQuantity(units, locale),
            from: productName && displayName(productName),
            isBought,
            creditedOn: day(creditedAt),
            renewsOn: day(now !== undefined && renewsAt !== null && renewsAt <= now ? null : renewsAt),
            rollsOver,
          })}
        </li>
      ))}
    </ul>
  );
});
