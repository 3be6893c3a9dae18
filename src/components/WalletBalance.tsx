'use client';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { currencyCode } from '../core/currencyCode';
import { displayName } from '../core/displayName';
import { formatAmount } from '../core/formatMoney';
import { knownNumber } from '../core/knownNumber';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { classNames } from './classNames';

export interface WalletBalanceProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** A wallet from Polar, or an object with these two fields. `balance` is in minor units of `currency`; `null` if unknown. */
  wallet: { balance: number | null; currency: string };
}

/**
 * The balance of one wallet in its own currency, which may be negative. Renders a `div` with `data-state`: `positive`
 * (also for 0), `negative` or `unknown`.
 */
export const WalletBalance = forwardRef<HTMLDivElement, WalletBalanceProps>(function WalletBalance(props, ref) {
  const { wallet, className, ...rest } = props;
  const { locale, messages } = useWords(billingWords);
  const { balance, currency } = wallet;
  const known = knownNumber(balance);
  const state = known === null ? 'unknown' : known < 0 ? 'negative' : 'positive';
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-line mf-wallet', className)} data-state={state}>
      <span className="mf-line-label">{`${messages.walletBalance} (${displayName(currencyCode(currency).toUpperCase())})`}</span>
      <span {...localeText} className="mf-line-value">{formatAmount(balance, currency, locale)}</span>
    </div>
  );
});
