/** A feature of style sheets, with the first versions that have all of it, according to https://caniuse.com. */
export interface Feature {
  name: string;
  /** What it looks like in a style sheet. */
  pattern: RegExp;
  versions: { chrome: number; firefox: number; safari: number };
  /**
   * For a feature that widgets can do without: what replaces the pattern, so that Chromium doesn't know it and treats the
   * style sheet as a browser without the feature does.
   */
  unknown?: string;
}

/** The newest features that src/styles uses. Those that widgets can't do without decide which browsers README names. */
export const features: readonly Feature[] = [
  { name: 'nested rules', pattern: /&/g, versions: { chrome: 120, firefox: 117, safari: 17.2 } },
  { name: 'color-mix()', pattern: /color-mix\(/g, versions: { chrome: 111, firefox: 113, safari: 16.2 } },
  { name: 'lists in :is() and :not()', pattern: /:(?:is|not)\(/g, versions: { chrome: 88, firefox: 84, safari: 14 } },
  { name: 'all: revert', pattern: /\ball: revert/g, versions: { chrome: 84, firefox: 67, safari: 9.1 } },
  { name: 'all: revert-layer', pattern: /\ball: revert-layer/g, versions: { chrome: 99, firefox: 97, safari: 15.4 } },
  { name: 'container query lengths', pattern: /\dcqi\b/g, versions: { chrome: 105, firefox: 110, safari: 16 }, unknown: 'unknown' },
  { name: 'relative colors of currentColor', pattern: /oklch\(from currentColor /g, versions: { chrome: 131, firefox: 133, safari: 18 }, unknown: 'unknown(from currentColor ' },
  { name: 'relative colors', pattern: /oklch\(from /g, versions: { chrome: 119, firefox: 128, safari: 16.4 }, unknown: 'unknown(from ' },
  { name: 'light-dark()', pattern: /light-dark\(/g, versions: { chrome: 123, firefox: 120, safari: 17.5 }, unknown: 'unknown(' },
  { name: 'container queries', pattern: /@container\b/g, versions: { chrome: 106, firefox: 110, safari: 16 }, unknown: '@unknown' },
  { name: ':has()', pattern: /:has\(/g, versions: { chrome: 105, firefox: 121, safari: 15.4 }, unknown: ':unknown(' },
  { name: ':dir()', pattern: /:dir\(/g, versions: { chrome: 120, firefox: 49, safari: 16.4 }, unknown: ':unknown(' },
  { name: 'content-visibility', pattern: /\bcontent-visibility:/g, versions: { chrome: 85, firefox: 125, safari: 18 }, unknown: 'unknown:' },
  { name: 'text-wrap', pattern: /\btext-wrap:/g, versions: { chrome: 117, firefox: 121, safari: 17.5 }, unknown: 'unknown:' },
  { name: 'popovers', pattern: /:popover-open\b/g, versions: { chrome: 114, firefox: 125, safari: 17 }, unknown: ':unknown' },
  { name: '::details-content', pattern: /::details-content\b/g, versions: { chrome: 131, firefox: 143, safari: 18.4 }, unknown: '::unknown' },
  { name: 'shape()', pattern: /\bshape\(/g, versions: { chrome: 135, firefox: 148, safari: 18.4 }, unknown: 'unknown(' },
  { name: 'backdrop-filter', pattern: /\bbackdrop-filter: blur\(/g, versions: { chrome: 76, firefox: 103, safari: 18 }, unknown: 'unknown: unknown(' },
  { name: 'logical floats', pattern: /\b(float|clear): inline-/g, versions: { chrome: 118, firefox: 55, safari: 15 }, unknown: '$1: unknown-' },
];
