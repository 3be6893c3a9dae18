/** The strictest policy under which our page works: a nonce for its script and style sheet, and one origin to connect to. */
export function policyOf(nonce: string, connect: string): string {
  const sources = `script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src ${connect}; base-uri 'none'; form-action 'none'`;
  return `default-src 'none'; ${sources}; require-trusted-types-for 'script'; trusted-types 'none'`;
}
