/** The shop's own login, in a few lines: opening the page is signing in. */
export interface Logins {
  /** `Set-Cookie` for one customer, good below one path of this server only. */
  cookie: (scope: string, address: URL, path: string) => string;
  /** Who has sent a request, by its cookie and by nothing that a page could choose; `null` is nobody. */
  customer: (request: Request) => { externalId: string } | null;
}

/**
 * One login per customer and path, so that two tabs show two customers: the browser itself sends each path its own
 * cookie. Logins are random, and end with this process.
 * @param people the external id of each customer, by the page's name of it.
 */
export function createLogins(people: ReadonlyMap<string, string>): Logins {
  const secrets = new Map([...people].map(([scope, externalId]) => [scope, { secret: crypto.randomUUID(), externalId }]));
  const bySecret = new Map([...secrets.values()].map(({ secret, externalId }) => [secret as string, externalId]));
  return {
    cookie: (scope, address, path) => `${nameOf(address)}=${secrets.get(scope)?.secret ?? ''}; Path=${path}; HttpOnly; SameSite=Lax`,
    customer: (request) => {
      const cookies = (request.headers.get('Cookie') ?? '').split('; ').map((cookie) => cookie.split('='));
      const [, secret = ''] = cookies.find(([name]) => name === nameOf(new URL(request.url))) ?? [];
      const externalId = bySecret.get(secret);
      return externalId === undefined ? null : { externalId };
    },
  };
}

/** Cookies do not know ports: two pages of this kind on one machine must not sign each other out. */
function nameOf({ port }: URL): string {
  return `login-${port}`;
}
