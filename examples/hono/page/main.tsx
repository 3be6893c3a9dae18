import 'meterface/styles.css';
import '../../page.css';
import { QueryClient } from '@tanstack/react-query';
import { Billing, BillSkeleton, PortalProvider, prefetchPortal, Usage, UsageSkeleton } from 'meterface';
import { createPolarSource } from 'meterface/sources';
import { type ReactNode, StrictMode, Suspense, use } from 'react';
import { createRoot } from 'react-dom/client';

interface User {
  id: string;
  name: string;
}

const { user } = (await fetch('/session').then((response) => response.json())) as { user: User | null };

// The server knows the customer by its own cookie, so the browser needs no Polar token.
const source = createPolarSource({ server: '/api/portal' });
const queryClient = new QueryClient();
// Sent before React renders, so that data loads while React starts.
const prefetched = user ? prefetchPortal(queryClient, { source, scope: user.id }) : Promise.resolve();

function Account({ user }: { user: User }) {
  return (
    <div className="page">
      <header className="top">
        <span className="brand">Lumen</span>
        <form className="user" method="post" action="/sign-out">
          {user.name}
          <button className="quiet">Sign out</button>
        </form>
      </header>
      <main>
        <h1>Usage and billing</h1>
        <PortalProvider source={source} scope={user.id} queryClient={queryClient}>
          {/* Each widget can load on its own. In one boundary they appear together, and neither moves the other. */}
          <Suspense fallback={<Columns usage={<UsageSkeleton rows={5} />} billing={<BillSkeleton />} />}>
            <Widgets />
          </Suspense>
        </PortalProvider>
      </main>
    </div>
  );
}

function Widgets() {
  use(prefetched);
  return <Columns usage={<Usage />} billing={<Billing />} />;
}

function Columns({ usage, billing }: { usage: ReactNode; billing: ReactNode }) {
  return (
    <div className="columns">
      <div className="panel">{usage}</div>
      <div className="panel">{billing}</div>
    </div>
  );
}

function SignIn() {
  return (
    <main className="sign-in">
      <span className="brand">Lumen</span>
      <h1>Sign in to see your usage</h1>
      <form className="choices" method="post" action="/sign-in">
        <button name="user" value="ada">Sign in as Ada</button>
        <button name="user" value="bo">Sign in as Bo</button>
      </form>
    </main>
  );
}

createRoot(document.getElementById('root')!).render(<StrictMode>{user ? <Account user={user} /> : <SignIn />}</StrictMode>);
