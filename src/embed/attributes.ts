import { isPortalError, type PortalError } from '../core/errors';
import { type Theme, themeProperties } from '../core/theme';
import { readRefreshEvery } from '../react/startRefreshTimer';

/** The attributes of our elements. The last five are the theme values that are plain colors or lengths. */
export const attributeNames = [
  'server',
  'scope',
  'token',
  'locale',
  'time-zone',
  'refresh-every',
  'sign-in-url',
  'top-up-url',
  'accent',
  'warning',
  'critical',
  'radius',
  'gap',
] as const;

export type AttributeName = (typeof attributeNames)[number];

const themeNames = ['accent', 'warning', 'critical', 'radius', 'gap'] as const satisfies readonly (keyof Theme)[];

/**
 * Writes the changed theme attributes to the element's custom properties, through the CSSOM, which strict pages allow.
 * @returns an error for each invalid value, which falls back to the default.
 */
export function paintTheme(element: HTMLElement, changed: ReadonlySet<AttributeName>): PortalError[] {
  return themeNames.filter((name) => changed.has(name)).flatMap((name) => {
    const property = `--mf-${name}`;
    const value = element.getAttribute(name);
    element.style.removeProperty(property);
    if (value === null) return [];
    try {
      element.style.setProperty(property, themeProperties({ [name]: value })[property] ?? '');
      return [];
    } catch (error) {
      return isPortalError(error) ? [error] : [];
    }
  });
}

/**
 * Milliseconds between refreshes; `undefined` without the attribute.
 * @throws PortalError `invalid_option` for an invalid number, or for one below 1000, which is probably meant as seconds.
 */
export function parseRefreshEvery(text: string | null): number | undefined {
  if (text === null) return undefined;
  return readRefreshEvery(/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : NaN, 'refresh-every');
}
