import type { ReactNode } from 'react';
import { Billing, BillSkeleton, Usage, useChargePreviews, useMeters, UsageSkeleton, useSubscriptions, useWallets } from '../src';

interface PageProps {
  customer: string;
  /** Whom the demo can show; empty for a real customer. */
  customers: readonly string[];
}

const names: Readonly<Record<string, string>> = { ada: 'Ada', bo: 'Bo', cy: 'Cy', dee: 'Dee', eve: 'Eve', fay: 'Fay', gil: 'Gil' };

/** The self-service page of a company: what its customer has used, has left and owes. */
export function Page({ customer, customers }: PageProps): ReactNode {
  // One new tree once everything is here, in place of parts that grow one by one, and no footer before: nothing
  // on the page is ever pushed aside.
  const ready = useReady();
  return (
    <div className="page" key={String(ready)}>
      <header className="top">
        <a className="brand" href="/">
          <Mark />
          Lumen
        </a>
        {customers.length > 0 && <span className="who">{names[customer] ?? customer}</span>}
      </header>
      <main className="main">
        <h1 className="headline">Usage and billing</h1>
        <div className="columns">
          <div className="panel">
            {ready ? <Usage /> : <UsageSkeleton rows={5} />}
          </div>
          <div className="panel">
            {ready ? <Billing /> : <BillSkeleton />}
          </div>
        </div>
      </main>
      {ready && customers.length > 0 && (
        <footer className="foot">
          <nav aria-label="Demo customers">
            {customers.map((name) => (
              <a key={name} href={`?customer=${name}`} aria-current={name === customer ? 'page' : undefined}>
                {names[name] ?? name}
              </a>
            ))}
          </nav>
          <span>Demo data, over real HTTP</span>
        </footer>
      )}
    </div>
  );
}

/** Whether each question of the page has been answered, one way or the other. */
function useReady(): boolean {
  const meters = useMeters({ all: true });
  const subscriptions = useSubscriptions();
  const wallets = useWallets();
  const previews = useChargePreviews(subscriptions.data?.items ?? []);
  return [meters, subscriptions, wallets, ...previews].every((query) => query.isFetched || query.fetchStatus === 'idle');
}

function Mark(): ReactNode {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--brand)" />
      <path d="M8 18.5h12M8 14h8M8 9.5h4" stroke="white" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
