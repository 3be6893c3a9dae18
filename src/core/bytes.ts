/**
 * Bytes that share no memory with another thread. `Uint8Array` with a type argument is an error in TypeScript below 5.7,
 * which reads our declarations, too.
 */
export type Bytes = ReturnType<TextEncoder['encode']>;
