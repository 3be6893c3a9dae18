// Lengths are SVG attributes, because strict pages block style attributes. Heights come from the style sheet
// (`--mf-bar-height` and `--mf-chart-height` in tokens.css); these two constants apply only without it.

/** Height of a bar without the style sheet, in px. */
export const barHeight = 8;

/** Height of a chart without the style sheet, in px. */
export const chartHeight = 116;

/** A share of the width or height of an SVG, from 0 to 1, as a percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}
