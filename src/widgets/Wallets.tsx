'use client';
import type { ReactNode } from 'react';
import { WalletBalance } from '../components/WalletBalance';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import type { AccountWallets } from '../react/useBills';
import { Freshness } from './Freshness';

/** The customer's wallets, each in its own currency, without a sum. Renders nothing without wallets, or if they are forbidden. */
export function Wallets({ wallets }: { wallets: AccountWallets }): ReactNode {
  const { messages } = useWords(billingWords);
  if (wallets.status !== 'ready') return null;
  return (
    <div className="mf-bill">
      <h3 className="mf-bill-name">{messages.walletTitle}</h3>
      <ul className="mf-lines">
        {wallets.items.map((wallet) => (
          <li className="mf-bill-line" key={wallet.id}>
            <WalletBalance wallet={wallet} />
          </li>
        ))}
      </ul>
      <Freshness state={wallets} />
    </div>
  );
}
