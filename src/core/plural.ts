/**
 * A merchant's label that looks like an English plural. It can't name a single unit: "$0.01 / minutes", "1 emails left".
 * @internal
 */
export const plural = /[a-z]s$/;
