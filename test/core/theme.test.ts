import { describe, expect, it } from 'vitest';
import { type Theme, themeProperties } from '../../src/core';

describe('a theme', () => {
  it('becomes custom properties, and nothing where nothing is given', () => {
    const theme: Theme = { accent: '#6d28d9', warning: 'orange', critical: 'RED', radius: '8px', gap: '0.5rem' };
    expect(themeProperties(theme)).toEqual({ '--mf-accent': '#6d28d9', '--mf-warning': 'orange', '--mf-critical': 'RED', '--mf-radius': '8px', '--mf-gap': '0.5rem' });
    expect(themeProperties({})).toEqual({});
    expect(themeProperties({ accent: undefined as never })).toEqual({});
    expect(themeProperties(Object.create({ accent: 'red' }) as Theme)).toEqual({});
    expect(themeProperties({ other: 'red' } as Theme)).toEqual({});
  });

  it.each(['#fff', '#FFFFFF80', 'rebeccapurple', 'rgb(1 2 3 / 50%)', 'RGBA(1, 2, 3, .5)', 'oklch(62.8% 0.25 29deg)', '  red  '])('may have the colour %j', (accent) => {
    expect(themeProperties({ accent })).toEqual({ '--mf-accent': accent.trim() });
  });

  it.each(['', 'url(https://evil.example)', 'red;display:none', 'red}', 'var(--x)', '#ff', '#12345678901', 'red url(x)', 'x#fff', 'rgb(1 2 3) x', 'xrgb(1 2 3)', 5, null, ['red']])('is refused for the colour %j', (accent) => {
    expect(() => themeProperties({ accent: accent as string })).toThrow(expect.objectContaining({ code: 'invalid_option', path: ['accent'] }));
  });

  it.each(['0', '8px', '0.25rem', '1em', '50%', '2ch', ' 4px '])('may have the length %j', (radius) => {
    expect(themeProperties({ radius })).toEqual({ '--mf-radius': radius.trim() });
  });

  it.each(['8', '-8px', 'calc(1px)', '8px;x', '8pxx', 'x8px', '10000000px', 'red', '100vw'])('is refused for the length %j', (gap) => {
    expect(() => themeProperties({ gap })).toThrow(expect.objectContaining({ code: 'invalid_option', path: ['gap'] }));
  });

  it('is refused with an example of what fits, and without what was given', () => {
    expect(() => themeProperties({ accent: 'url(secret)' })).toThrow("The theme's `accent` cannot be used. It is not a plain colour, like '#6d28d9'. Give one.");
    expect(() => themeProperties({ gap: 'secret' })).toThrow("The theme's `gap` cannot be used. It is not a plain length, like '8px'. Give one.");
  });
});
