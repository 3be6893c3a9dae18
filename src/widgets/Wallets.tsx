'use client';
import type { ReactNode } from 'react';
import { WalletBalance } from '../components/WalletBalance';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import type { AccountWallets } from '../react/useBills';
import { Issues, Staleness } from './freshness';
import { Heading } from './Heading';

/** The customer's wallets, each in its own currency, without a sum. Renders nothing without wallets, or while none could be loaded. */
export function Wallets({ wallets, headingLevel }: { wallets: AccountWallets; headingLevel: number }): ReactNode {
  const { messages } = useWords(billingWords);
  if (wallets.status !== 'ready') return null;
  return (
    <div className="mf-bill">
      <Heading level={headingLevel} className="mf-bill-name">{messages.walletTitle}</Heading>
      <Staleness state={wallets} subject={messages.walletTitle} />
      <ul className="mf-lines">
        {wallets.items.map((wallet) => (
          <li className="mf-bill-line" key={wallet.id}>
            <WalletBalance wallet={wallet} />
          </li>
        ))}
      </ul>
      {new Set(wallets.items.map(({ currency }) => currency)).size < wallets.items.length && <div {...localeText} className="mf-hint">{messages.walletsApart}</div>}
      <Issues state={wallets} />
    </div>
  );
}
