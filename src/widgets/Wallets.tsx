'use client';
import type { ReactNode } from 'react';
import { WalletBalance } from '../components/WalletBalance';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { useWallets } from '../react/useWallets';
import { Refreshing } from './Refreshing';

/** The customer's wallets, one by one: never added, never in another currency. Nothing where there are none, or none may be seen. */
export function Wallets(): ReactNode {
  const { messages } = useWords(billingWords);
  const wallets = useWallets();
  if (!wallets.data || (wallets.data.items.length === 0 && wallets.data.issues.length === 0)) return null;
  return (
    <div className="mf-bill">
      <h3 className="mf-bill-name">{messages.walletTitle}</h3>
      <ul className="mf-lines">
        {wallets.data.items.map((wallet) => (
          <li key={wallet.id}>
            <WalletBalance wallet={wallet} />
          </li>
        ))}
      </ul>
      <Refreshing query={wallets} />
    </div>
  );
}
