import 'meterface/styles.css';
import '../../page.css';
import { QueryClient } from '@tanstack/react-query';
import { createAuthClient } from 'better-auth/react';
import { Billing, BillSkeleton, PortalProvider, prefetchPortal, Usage, UsageSkeleton } from 'meterface';
import { createBetterAuthSource } from 'meterface/sources';
import { type ReactNode, StrictMode, Suspense, use, useState } from 'react';
import { createRoot } from 'react-dom/client';

const auth = createAuthClient();
// The session cookie of better-auth identifies the customer, so the browser needs no Polar token.
const source = createBetterAuthSource();

function App() {
  const { data: session, isPending } = auth.useSession();
  if (isPending) return null;
  return session ? <Account key={session.user.id} user={session.user} /> : <SignIn />;
}

function Account({ user }: { user: { id: string; name: string } }) {
  // One client per customer: `key` above remounts this component, which drops the previous customer's data.
  const [queryClient] = useState(() => new QueryClient());
  const [prefetched] = useState(() => prefetchPortal(queryClient, { source, scope: user.id }));
  return (
    <div className="page">
      <header className="top">
        <span className="brand">Lumen</span>
        <div className="user">
          {user.name}
          <button className="quiet" onClick={() => void auth.signOut()}>
            Sign out
          </button>
        </div>
      </header>
      <main>
        <h1>Usage and billing</h1>
        <PortalProvider source={source} scope={user.id} queryClient={queryClient}>
          {/* Each widget can load on its own. In one boundary they appear together, and neither moves the other. */}
          <Suspense fallback={<Columns usage={<UsageSkeleton rows={3} />} billing={<BillSkeleton />} />}>
            <Widgets prefetched={prefetched} />
          </Suspense>
        </PortalProvider>
      </main>
    </div>
  );
}

function Widgets({ prefetched }: { prefetched: Promise<void> }) {
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
  const signIn = (name: string) => auth.signIn.email({ email: `${name.toLowerCase()}@example.com`, password: 'correct horse' });
  return (
    <main className="sign-in">
      <span className="brand">Lumen</span>
      <h1>Sign in to see your usage</h1>
      <div className="choices">
        {['Ada', 'Bo'].map((name) => (
          <button key={name} onClick={() => void signIn(name)}>
            Sign in as {name}
          </button>
        ))}
      </div>
    </main>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
