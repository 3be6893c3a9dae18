/**
 * Bytes that share no memory with another thread. Not `Uint8Array` with a type argument: our declarations must also compile in
 * TypeScript below 5.7, where that is an error.
 */
export type Bytes = ReturnType<TextEncoder['encode']>;
