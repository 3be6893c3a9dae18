import { PortalError } from './errors';

/** The part of Meterface's look that a host may set from data: each value becomes a custom property such as `--mf-accent`. */
export interface Theme {
  /** Color of bars, charts and the focus outline. This and the next two are plain CSS colors such as "#6d28d9". */
  accent?: string;
  /** Color of a prepaid meter that is nearly used up. */
  warning?: string;
  /** Color of a prepaid meter that is used up, and of errors. */
  critical?: string;
  /** Corner radius. This and the next one are plain CSS lengths such as "8px". */
  radius?: string;
  /** Space between items. */
  gap?: string;
}

const color = /^(?:#[\da-f]{3,8}|[a-z]{3,30}|(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([\d\s.,%/a-z+-]{1,80}\))$/i;
const length = /^(?:0|\d{1,4}(?:\.\d{1,4})?(?:px|r?em|ch|%))$/;
const patterns: Record<keyof Theme, RegExp> = { accent: color, warning: color, critical: color, radius: length, gap: length };

/**
 * Converts a theme from an untrusted place, such as an attribute, to custom properties. Accepts plain colors and lengths
 * only, so that a value can't load anything (`url()`) or add a declaration of its own.
 * @throws PortalError `invalid_option`, which names the property but never repeats its value.
 * @internal
 */
export function themeProperties(theme: Theme): Record<string, string> {
  const names = (Object.keys(patterns) as (keyof Theme)[]).filter((name) => Object.hasOwn(theme, name) && theme[name] !== undefined);
  return Object.fromEntries(names.map((name) => [`--mf-${name}`, validated(name, theme[name])]));
}

function validated(name: keyof Theme, value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (patterns[name].test(text)) return text;
  const [kind, example] = patterns[name] === color ? ['color', '#6d28d9'] : ['length', '8px'];
  throw new PortalError('invalid_option', `The theme's \`${name}\` is invalid. It isn't a plain CSS ${kind}. Pass one such as "${example}".`, { path: [name] });
}
