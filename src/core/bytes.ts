/**
 * Bytes that share no memory with another thread. The name `Uint8Array` with an argument would be an error for TypeScript below
 * 5.7, which reads our declarations, too.
 */
export type Bytes = ReturnType<TextEncoder['encode']>;
