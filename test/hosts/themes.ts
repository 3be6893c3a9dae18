import type { Host } from './hosts';

/** The background and text color of a host, and its `data-mf-theme`, or "unset". */
export const themes: ReadonlyArray<readonly [paper: string, ink: string, theme: string]> = [
  ['#ffffff', '#111827', 'unset'],
  ['#ffffff', '#374151', 'unset'],
  ['#ffffff', '#4b5563', 'unset'],
  ['#ffffff', '#000000', 'unset'],
  ['#f8fafc', '#334155', 'unset'],
  ['#fdf6e3', '#374151', 'unset'],
  ['#e5e7eb', '#1f2937', 'unset'],
  ['#d1d5db', '#111827', 'unset'],
  ['#c4c8ce', '#111827', 'unset'],
  ['#111827', '#9ca3af', 'unset'],
  ['#09090b', '#fafafa', 'unset'],
  ['#18181b', '#e4e4e7', 'unset'],
  ['#1e293b', '#cbd5e1', 'unset'],
  ...['neutral', 'soft', 'contrast'].flatMap((name) => [
    ['#ffffff', '#111827', name] as const,
    ['#f8fafc', '#374151', name] as const,
    ['#18181b', '#e4e4e7', name] as const,
  ]),
  ['#0f766e', '#ffffff', 'onColor'],
  ['#7c3aed', '#ffffff', 'onColour'],
  ['#b91c1c', '#ffffff', 'onColour'],
  ['#facc15', '#1c1917', 'onColor'],
  ['#9ca3af', '#111827', 'onColour'],
  ['#4b5563', '#ffffff', 'onColour'],
];

/** A page in the colors of a theme. */
export function themedHost(paper: string, ink: string, theme: string): Host {
  const attribute = theme === 'unset' ? '' : `data-mf-theme="${theme}"`;
  return { name: '', files: [], css: `body { background: ${paper}; color: ${ink} }`, around: [`<div ${attribute}>`] };
}
