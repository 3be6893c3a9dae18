/** The names that an example imports from a package. */
export function importedFrom(specifier: string, code: string): string[] {
  const statements = [...code.matchAll(/import \{([^}]*)\} from '([^']+)'/g)].filter(([, , from]) => from === specifier);
  const parts = statements.flatMap(([, names = '']) => names.split(',').map((name) => name.trim().split(' as ')[0] ?? ''));
  return parts.filter((name) => name !== '');
}

export function isHook(name: string): boolean {
  return /^use[A-Z]/.test(name);
}

/** True for a function or a `forwardRef` object with a capitalized name that isn't an error class. */
export function isComponent(name: string, value: unknown): boolean {
  const draws = typeof value === 'function' ? !(value.prototype instanceof Error) : typeof value === 'object' && value !== null && '$$typeof' in value;
  return /^[A-Z]/.test(name) && draws;
}
