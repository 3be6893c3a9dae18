/** The login of a host, for examples that import it from './session'. The cookie `user` names the customer. */
export async function signedInUser(request: Request): Promise<{ id: string } | null> {
  const id = /\buser=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return id === undefined ? null : { id };
}
