import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { Billing, BillSkeleton, Credits, ErrorNotice, PortalError, PortalProvider, Usage, UsageAlert, UsageBudget, UsageStack } from '../../../src';
import { createPolarSource } from '../../../src/sources';
import { createDemoPolar } from '../../../src/testing';
import { arabicWords } from '../../../stories/arabic';
import { now, setDate } from '../../../stories/clock';

setDate(now.getTime());

const root = document.querySelector<HTMLElement>('#root');
if (root === null) throw new Error('The page has no element with the id `root`.');
const words = root.dataset['words'] === 'arabic' ? { messages: arabicWords, locale: 'ar-EG' } : {};
const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });

/** Widgets in their layouts and states, each in a place of its own, in the order of the contact sheets. */
const places: ReadonlyArray<{ customer: string; widget: ReactNode }> = [
  { customer: 'ada', widget: <Usage showAsOf /> },
  { customer: 'ada', widget: <Usage layout="cards" title="Cards" /> },
  { customer: 'ada', widget: <Usage layout="compact" title="Compact" /> },
  { customer: 'ada', widget: <Usage layout="cards" variant="ring" title="Rings" /> },
  { customer: 'ada', widget: <Usage layout="cards" variant="number" title="Numbers" /> },
  { customer: 'bo', widget: <Credits /> },
  { customer: 'bo', widget: <UsageStack name="Storage" creditedUnits={500} unit="GB" meters={[{ name: 'Images', consumedUnits: 214 }, { name: 'Documents', consumedUnits: 120 }, { name: 'Logs', consumedUnits: 31 }]} /> },
  { customer: 'ada', widget: <Billing /> },
  { customer: 'lou', widget: <Billing title="Wallets" /> },
  { customer: 'dee', widget: <Usage layout="table" pageSize={5} title="Table" /> },
  { customer: 'dee', widget: <Usage pageSize={1} title="Search" /> },
  { customer: 'cy', widget: <Usage title="Nothing yet" /> },
  { customer: 'ada', widget: <ErrorNotice error={new PortalError('unreachable', 'The server did not respond.')} onRetry={() => undefined} /> },
  { customer: 'ada', widget: <BillSkeleton /> },
  { customer: 'ada', widget: <UsageAlert /> },
  { customer: 'ada', widget: <UsageBudget onBudgetChange={() => undefined} /> },
  // The last, because its data never arrives, and widgets below a loading one wait for it.
  { customer: 'waiting', widget: <Usage title="Loading" expected={2} /> },
];

createRoot(root).render(
  <>
    {places.map(({ customer, widget }, index) => (
      <div className="place" key={index}>
        <Portal customer={customer}>{widget}</Portal>
      </div>
    ))}
    <Opener />
  </>,
);

/** 14 days of the period, with quantities that rise and fall. */
const history = {
  quantities: Array.from({ length: 14 }, (_, day) => ({ timestamp: new Date(Date.UTC(2026, 10, day + 1)), quantity: 100_000 + 40_000 * ((day * 5) % 7) })),
  total: 2_412_350,
  issues: [],
};

function Portal({ customer, children }: { customer: string; children: ReactNode }): ReactNode {
  const polar = createPolarSource({ server: 'https://demo.example', getToken: () => (customer === 'waiting' ? new Promise<never>(() => undefined) : demo.createSession(customer)), fetch: demo, timeout: 2 ** 31 - 1 });
  // Histories come from a proxy, which this page doesn't have.
  const source = { ...polar, can: { ...polar.can, history: true }, history: () => Promise.resolve(history) };
  return (
    <PortalProvider source={source} scope={customer} refreshEvery={0} timeZone="UTC" queryClient={new QueryClient()} {...words}>
      {children}
    </PortalProvider>
  );
}

/** Opens the first metered line of the first bill once all widgets but one have loaded, and then marks the page as ready. */
function Opener(): ReactNode {
  useEffect(() => {
    const timer = setInterval(() => {
      const isLoading = document.querySelectorAll('.mf-widget[aria-busy="true"]').length > 1 || document.querySelectorAll('.mf-ring, table').length < 2;
      const lines = document.querySelectorAll<HTMLDetailsElement>('article:first-of-type details');
      if (isLoading || lines.length === 0) return;
      for (const line of [...lines].slice(0, 1)) line.open = true;
      if (document.querySelectorAll('.mf-history-bars').length < 1) return;
      document.documentElement.dataset['ready'] = 'true';
      clearInterval(timer);
    }, 50);
    return () => clearInterval(timer);
  }, []);
  return null;
}
