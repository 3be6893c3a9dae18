import { type ReactNode, useEffect, useState } from 'react';
import { Billing, BillSkeleton, Usage, UsageSkeleton } from '../src';

interface PageProps {
  /** Settles when all that the page shows has been asked. */
  asked: Promise<unknown>;
  customer: string;
  /** Whom the demo can show; empty for a real customer. */
  customers: readonly string[];
  /** Whether the page asks Polar itself, with a token in the browser, in place of the proxy. */
  direct: boolean;
}

const names: Readonly<Record<string, string>> = { ada: 'Ada', bo: 'Bo', cy: 'Cy', dee: 'Dee', eve: 'Eve', fay: 'Fay', gil: 'Gil' };

/** The self-service page of a company: what its customer has used, has left and owes. */
export function Page({ asked, customer, customers, direct }: PageProps): ReactNode {
  // One new tree once everything is here, in place of parts that grow one by one, and no footer before: nothing
  // on the page is ever pushed aside.
  const ready = useDone(asked);
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
      {ready && (
        <footer className="foot">
          {customers.length > 0 && (
            <nav className="people" aria-label="Demo customers">
              {customers.map((name) => (
                <a key={name} href={addressOf(name, direct)} aria-current={name === customer ? 'page' : undefined}>
                  {names[name] ?? name}
                </a>
              ))}
            </nav>
          )}
          <nav className="ways" aria-label="How this page asks">
            {[false, true].map((way) => (
              <a key={String(way)} href={addressOf(customers.length > 0 ? customer : '', way)} aria-current={way === direct ? 'page' : undefined}>
                {way ? 'Direct' : 'Through the proxy'}
              </a>
            ))}
          </nav>
          <p className="said">
            {customers.length > 0 && <span>Demo data, over real HTTP</span>}
            <span>{direct ? 'A session token is in this browser' : 'No token in this browser'}</span>
          </p>
        </footer>
      )}
    </div>
  );
}

/** The same page for another customer, or asking another way. */
function addressOf(customer: string, direct: boolean): string {
  const wanted = [customer && `customer=${customer}`, direct && 'direct'].filter(Boolean);
  return `/${wanted.length > 0 ? '?' : ''}${wanted.join('&')}`;
}

/** Whether the first answers are here, or will not come. */
function useDone(promise: Promise<unknown>): boolean {
  const [done, setDone] = useState(false);
  useEffect(() => void promise.then(() => setDone(true)), [promise]);
  return done;
}

function Mark(): ReactNode {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--brand)" />
      <path d="M8 18.5h12M8 14h8M8 9.5h4" stroke="white" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
