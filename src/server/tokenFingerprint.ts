const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * A short name for an access token that tells it apart from others: its FNV-1a hash of 64 bits.
 * A hash this short doesn't reveal a long secret. A short or guessable secret could be found by trying.
 */
export function tokenFingerprint(token: string): string {
  let hash = offset;
  for (let index = 0; index < token.length; index += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(token.charCodeAt(index))) * prime);
  return hash.toString(36);
}
