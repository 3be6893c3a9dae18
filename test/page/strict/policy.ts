/** The strictest policy that a page of ours can have: one nonce for its script and stylesheet, and one place to ask. */
export function policyOf(nonce: string, asks: string): string {
  const sources = `script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src ${asks}; base-uri 'none'; form-action 'none'`;
  return `default-src 'none'; ${sources}; require-trusted-types-for 'script'; trusted-types 'none'`;
}
