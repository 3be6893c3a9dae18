import { dehydrate, QueryClient } from '@tanstack/react-query';
import { prefetchPortal, serializeData } from 'meterface';
import { Account } from './account';
import { source } from './polar';
import { signedInUser, signIn, signOut, users } from './session';

/** Prefetches the widgets' queries on the server, so its HTML contains the bars and the browser repeats no request. */
export default async function Page() {
  const user = await signedInUser();
  if (!user) return <SignIn />;

  const queryClient = new QueryClient();
  await prefetchPortal(queryClient, { source, scope: user.id });

  return (
    <div className="page">
      <header className="top">
        <span className="brand">Lumen</span>
        <form className="user" action={signOut}>
          {user.name}
          <button className="quiet">Sign out</button>
        </form>
      </header>
      <main>
        <h1>Usage and billing</h1>
        <Account scope={user.id} state={dehydrate(queryClient, { serializeData })} />
      </main>
    </div>
  );
}

function SignIn() {
  return (
    <main className="sign-in">
      <span className="brand">Lumen</span>
      <h1>Sign in to see your usage</h1>
      <form className="choices" action={signIn}>
        {users.map(({ id, name }) => (
          <button key={id} name="user" value={id}>
            Sign in as {name}
          </button>
        ))}
      </form>
    </main>
  );
}
