'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { creditSourcesOf } from '../core/creditSourcesOf';
import { displayName } from '../core/displayName';
import { formatDay } from '../core/formatDate';
import { formatQuantity } from '../core/formatQuantity';
import { isMeteredPrice } from '../core/isMeteredPrice';
import type { CreditGrant } from '../core/schemas/creditGrant';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CustomerSubscription } from '../core/schemas/subscription';
import type { ShownUnit } from '../core/unit';
import { useWords } from '../i18n/context';
import { creditWords } from '../i18n/english/credits';
import { localeText } from '../i18n/localeText';
import type { CreditWords } from '../i18n/words';
import { classNames } from './classNames';
import { figureOf } from './figureOf';
import { describeUnit, type UnitProp } from './units';

export interface CreditSourcesProps extends Omit<ComponentPropsWithoutRef<'ul'>, 'children'> {
  /** The `items` of `useCreditGrants()`. */
  grants: readonly CreditGrant[];
  /** The customer's subscriptions. Credits show the name and the renewal date of the subscription that grants them. */
  subscriptions?: readonly CustomerSubscription[] | undefined;
  /** The customer's meters: with them, each row has the name of its meter. */
  meters?: readonly Pick<CustomerCustomerMeter, 'meterId' | 'meter'>[] | undefined;
  /** Shows only the credits of this meter. */
  meterId?: string | undefined;
  /** Names of units, by meter id. Default: those of the subscriptions' prices. */
  units?: Readonly<Record<string, UnitProp>> | undefined;
  /** When the data was read. An earlier renewal date is left out, because the next one is not known yet. */
  now?: Date | undefined;
}

/**
 * Where credits come from, one row for each grant in force: what the credits are for, how many, who grants them, when they were
 * credited and what happens next. Screen readers get one sentence in place of these parts: "500 from Lumen Pro, credited Nov 1, 2026;
 * unused credits roll over". Renders a `ul`, with `data-source` (`order`, `subscription`) on each item, or nothing without such grants.
 */
export const CreditSources = forwardRef<HTMLUListElement, CreditSourcesProps>(function CreditSources(props, ref) {
  const { grants, subscriptions, meters, meterId, units, now, className, ...rest } = props;
  const { locale, messages, timeZone } = useWords(creditWords);
  const wanted = meterId === undefined ? grants : grants.filter(({ benefit }) => benefit.properties.meterId === meterId);
  const sources = creditSourcesOf(wanted, subscriptions);
  const unitOf = (id: string): ShownUnit => describeUnit({ unit: units?.[id] ?? subscriptions?.flatMap(({ prices }) => prices).filter(isMeteredPrice).find((price) => price.meterId === id)?.meter });
  const nameOf = (id: string) => displayName(meters?.find((one) => one.meterId === id)?.meter.name ?? '') || null;
  const format = (reference?: Date) => (date: Date | null) => date && formatDay(date, reference, locale, timeZone);
  if (sources.length === 0) return null;
  return (
    <ul {...rest} ref={ref} className={classNames('mf mf-list mf-credits', className)}>
      {sources.map(({ grant, units: count, isBought, productName, creditedAt, renewsAt, rollsOver }) => {
        const { meterId: id } = grant.benefit.properties;
        const unit = unitOf(id);
        const scale = unit.customMultiplier;
        const renewal = now !== undefined && renewsAt !== null && renewsAt <= now ? null : renewsAt;
        const wordsWith = (day: (date: Date | null) => string | null): CreditWords => ({
          meter: nameOf(id),
          units: formatQuantity(count, locale, false, scale),
          unit: unit.customLabel !== null || unit.unit === 'token' ? messages.unitName({ ...unit, count: count && count / scale }) : null,
          from: productName && displayName(productName),
          isBought,
          isPending: creditedAt === null && grant.properties.lastCreditedUnits === undefined,
          creditedOn: day(creditedAt),
          renewsOn: day(renewal),
          rollsOver,
        });
        const words = wordsWith(format(now));
        const detail = messages.creditDetail(words);
        return (
          <li className="mf-item" key={grant.id} data-source={isBought ? 'order' : 'subscription'}>
            <div className="mf mf-usage" data-tone="neutral">
              <span {...localeText} className="mf-hidden">{messages.creditSource(wordsWith(format()))}</span>
              <bdi aria-hidden="true" className="mf-usage-name">{messages.creditTitle(words)}</bdi>
              <span aria-hidden="true" className="mf-usage-value">{figureOf({ value: messages.creditUnits(words), figure: words.units })}</span>
              {detail && <span {...localeText} aria-hidden="true" className="mf-usage-status">{detail}</span>}
            </div>
          </li>
        );
      })}
    </ul>
  );
});
