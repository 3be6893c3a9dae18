import 'meterface/styles.css';
import './page.css';
import { QueryClient } from '@tanstack/react-query';
import { createAuthClient } from 'better-auth/react';
import { Billing, BillSkeleton, PortalProvider, prefetchPortal, Usage, UsageSkeleton } from 'meterface';
import { createBetterAuthSource } from 'meterface/sources';
import { type ReactNode, StrictMode, Suspense, use, useState } from 'react';
import { createRoot } from 'react-dom/client';

const auth = createAuthClient();
// The session's own cookie says who asks: no Polar token comes here.
const source = createBetterAuthSource();

function App() {
  const { data: session, isPending } = auth.useSession();
  if (isPending) return null;
  return session ? <Account key={session.user.id} user={session.user} /> : <SignIn />;
}

function Account({ user }: { user: { id: string; name: string } }) {
  // Of this customer, and gone with her.
  const [queryClient] = useState(() => new QueryClient());
  const [asked] = useState(() => prefetchPortal(queryClient, { source, scope: user.id }));
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
          {/* Both widgets load by themselves. Together they come at once, and neither pushes the other aside. */}
          <Suspense fallback={<Columns usage={<UsageSkeleton rows={3} />} billing={<BillSkeleton />} />}>
            <Widgets asked={asked} />
          </Suspense>
        </PortalProvider>
      </main>
    </div>
  );
}

function Widgets({ asked }: { asked: Promise<void> }) {
  use(asked);
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
    <main className="door">
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
