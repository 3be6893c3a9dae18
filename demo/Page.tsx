import type { ReactNode } from 'react';
import { Billing, Usage } from '../src';
import { Extras } from './Extras';

interface PageProps {
  customer: string;
  /** The demo's customers; empty for a real customer. */
  customers: readonly string[];
  /** Whether the page loads directly from Polar, with a token in the browser, instead of through the proxy. */
  direct: boolean;
  /** Whether to show the parts that only some pages have. */
  extras: boolean;
}

const names: Readonly<Record<string, string>> = { ada: 'Ada', bo: 'Bo', cy: 'Cy', dee: 'Dee', eve: 'Eve', fay: 'Fay', gil: 'Gil', hal: 'Hal', ike: 'Ike', jin: 'Jin', kai: 'Kai', lou: 'Lou', mia: 'Mia' };

/** A company's self-service page: what its customer has used, has left and owes. */
export function Page({ customer, customers, direct, extras }: PageProps): ReactNode {
  return (
    <div className="page">
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
            <Usage expected={5} />
          </div>
          <div className="panel">
            <Billing />
          </div>
          {extras && <Extras />}
        </div>
      </main>
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
        <nav className="modes" aria-label="How this page loads data">
          {[false, true].map((option) => (
            <a key={String(option)} href={addressOf(customers.length > 0 ? customer : '', option)} aria-current={option === direct ? 'page' : undefined}>
              {option ? 'Directly from Polar' : 'Through the proxy'}
            </a>
          ))}
        </nav>
        <p className="notes">
          {customers.length > 0 && <span>Demo data, loaded over HTTP</span>}
          <span>{direct ? 'This browser holds a session token' : 'This browser holds no token'}</span>
        </p>
      </footer>
    </div>
  );
}

/** The URL of this page for a customer and a way of loading. */
function addressOf(customer: string, direct: boolean): string {
  const parameters = [customer && `customer=${customer}`, direct && 'direct'].filter(Boolean);
  return `/${parameters.length > 0 ? '?' : ''}${parameters.join('&')}`;
}

function Mark(): ReactNode {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--brand)" />
      <path d="M8 18.5h12M8 14h8M8 9.5h4" stroke="white" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
