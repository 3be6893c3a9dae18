import { PortalError } from './errors';

/** What a host may change of how Meterface looks: values of `--mf-accent` and its siblings. */
export interface Theme {
  /** A CSS colour. */
  accent?: string;
  warning?: string;
  critical?: string;
  /** A CSS length. */
  radius?: string;
  gap?: string;
}

const color = /^(?:#[\da-f]{3,8}|[a-z]{3,30}|(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([\d\s.,%/a-z+-]{1,80}\))$/i;
const length = /^(?:0|\d{1,4}(?:\.\d{1,4})?(?:px|r?em|ch|%))$/;
const kinds: Record<keyof Theme, RegExp> = { accent: color, warning: color, critical: color, radius: length, gap: length };

/**
 * Custom properties for a theme that comes from anywhere, such as an attribute. A value is a plain colour or length, or
 * it is refused: no `url()`, no second declaration, nothing that loads or hides anything.
 * @throws PortalError `invalid_option`, with the name of the value and without the value.
 */
export function themeProperties(theme: Theme): Record<string, string> {
  const names = Object.keys(kinds) as (keyof Theme)[];
  const given = names.filter((name) => Object.hasOwn(theme, name) && theme[name] !== undefined);
  return Object.fromEntries(given.map((name) => [`--mf-${name}`, checked(name, theme[name])]));
}

function checked(name: keyof Theme, value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (kinds[name].test(text)) return text;
  const example = kinds[name] === color ? "a plain colour, like '#6d28d9'" : "a plain length, like '8px'";
  throw new PortalError('invalid_option', `The theme's \`${name}\` cannot be used. It is not ${example}. Give one.`, { path: [name] });
}
