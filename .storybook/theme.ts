import { create } from 'storybook/theming';

const mark =
  '<rect width="32" height="32" rx="8" fill="#2f5fe0"/><rect x="6" y="9" width="20" height="4" rx="2" fill="#fff" fill-opacity=".35"/><rect x="6" y="9" width="13" height="4" rx="2" fill="#fff"/><rect x="6" y="19" width="20" height="4" rx="2" fill="#fff"/><rect x="18" y="16" width="2" height="10" rx="1" fill="#fff"/>';
const font = 'system-ui, -apple-system, "Segoe UI", sans-serif';
const shared = { brandTitle: 'Meterface', brandUrl: './', brandTarget: '_self' as const, fontBase: font, appBorderRadius: 8, inputBorderRadius: 6 };

const light = create({
  ...shared,
  base: 'light',
  brandImage: brand('#14181f'),
  colorPrimary: '#2f5fe0',
  colorSecondary: '#2f5fe0',
  appBg: '#f6f7f9',
  appContentBg: '#ffffff',
  appBorderColor: '#dde1e7',
  textColor: '#14181f',
  textMutedColor: '#5a6472',
  barTextColor: '#5a6472',
  barSelectedColor: '#2f5fe0',
  barHoverColor: '#2f5fe0',
});

const dark = create({
  ...shared,
  base: 'dark',
  brandImage: brand('#f3f5f8'),
  colorPrimary: '#8fb0ff',
  colorSecondary: '#8fb0ff',
  appBg: '#14171c',
  appContentBg: '#1a1e24',
  appPreviewBg: '#1a1e24',
  appBorderColor: '#2d333c',
  barBg: '#1a1e24',
  textColor: '#f3f5f8',
  textMutedColor: '#a8b0bc',
  barTextColor: '#a8b0bc',
  barSelectedColor: '#8fb0ff',
  barHoverColor: '#8fb0ff',
});

/** The icon of the browser's tab. */
export const icon = image(32, mark);

/** The theme that suits the reader's system. */
export function themeFor(isDark: boolean) {
  return isDark ? dark : light;
}

/** The mark, with the name in a color that suits the scheme. */
function brand(ink: string): string {
  return image(190, `${mark}<text x="42" y="23" font-family='${font.replaceAll('"', '')}' font-size="20" font-weight="700" fill="${ink}">Meterface</text>`);
}

/** An SVG of a given width, 32 high, as a URL. */
function image(width: number, content: string): string {
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="32" viewBox="0 0 ${width} 32">${content}</svg>`)}`;
}
