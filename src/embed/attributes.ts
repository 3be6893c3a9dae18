import { isPortalError, PortalError, type Theme, themeProperties } from '../core';

/** The attributes that an element of ours reads. Of a theme's values, those that are plain colours and lengths. */
export const attributeNames = [
  'server',
  'scope',
  'token',
  'locale',
  'time-zone',
  'refresh-every',
  'sign-in-url',
  'accent',
  'warning',
  'critical',
  'radius',
  'gap',
] as const;

export type AttributeName = (typeof attributeNames)[number];

const themeNames = ['accent', 'warning', 'critical', 'radius', 'gap'] as const satisfies readonly (keyof Theme)[];

/**
 * Writes the theme attributes that have changed on the element, through the CSSOM, which strict pages allow.
 * @returns what was refused; in its place stands the default.
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
 * Milliseconds between refreshes, from an attribute.
 * @returns `undefined` where there are none.
 * @throws PortalError `invalid_option` for what is no such number, or for seconds, as it seems.
 */
export function parseRefreshEvery(text: string | null): number | undefined {
  if (text === null) return undefined;
  // A timer takes more than nine digits for "at once".
  if (/^\s*(?:0|[1-9]\d{3,8})\s*$/.test(text)) return Number(text);
  throw new PortalError('invalid_option', '`refresh-every` cannot be used. It is not milliseconds, from 1000 on, or 0 for never. Give such a number.', { path: ['refresh-every'] });
}
