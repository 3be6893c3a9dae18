/** A minimal login: opening the page signs in. */
export interface Logins {
  /** The `Set-Cookie` header for one customer, valid below one path of this server. */
  cookie: (scope: string, address: URL, path: string) => string;
  /** The customer of a request, from its cookie alone; `null` if not signed in. */
  customer: (request: Request) => { externalId: string } | null;
}

/**
 * One cookie per customer and path, so that two tabs can show two customers: the browser sends each path its own
 * cookie. Its value is random for each customer, and valid until this process ends.
 * @param people external ids by the page's name for the customer.
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

/** Cookies are shared by all ports, so two demos on one machine would otherwise sign each other out. */
function nameOf({ port }: URL): string {
  return `login-${port}`;
}
