/** Adds the host's class, if given, to our own. */
export function classNames(own: string, given: string | undefined): string {
  return given ? `${own} ${given}` : own;
}
