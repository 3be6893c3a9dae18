/** Our class first, then the host's, so that neither is lost. */
export function classNames(own: string, given: string | undefined): string {
  return given ? `${own} ${given}` : own;
}
