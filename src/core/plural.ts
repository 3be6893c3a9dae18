/**
 * A merchant's label that looks like an English plural. It doesn't fit beside one: "$0.01 / minutes", "1 emails left".
 * @internal
 */
export const plural = /[a-z]s$/;
