import { describe, expect, it } from 'vitest';
import { type Theme, themeProperties } from '../../src/core/theme';

describe('themeProperties()', () => {
  it('converts each given value to a custom property and ignores unknown names', () => {
    const theme: Theme = { accent: '#6d28d9', warning: 'orange', critical: 'RED', radius: '8px', gap: '0.5rem' };
    expect(themeProperties(theme)).toEqual({ '--mf-accent': '#6d28d9', '--mf-warning': 'orange', '--mf-critical': 'RED', '--mf-radius': '8px', '--mf-gap': '0.5rem' });
    expect(themeProperties({})).toEqual({});
    expect(themeProperties({ accent: undefined as never })).toEqual({});
    expect(themeProperties(Object.create({ accent: 'red' }) as Theme)).toEqual({});
    expect(themeProperties({ other: 'red' } as Theme)).toEqual({});
  });

  it.each(['#fff', '#FFFFFF80', 'rebeccapurple', 'rgb(1 2 3 / 50%)', 'RGBA(1, 2, 3, .5)', 'oklch(62.8% 0.25 29deg)', '  red  '])('accepts the color %j', (accent) => {
    expect(themeProperties({ accent })).toEqual({ '--mf-accent': accent.trim() });
  });

  it.each(['', 'url(https://evil.example)', 'red;display:none', 'red}', 'var(--x)', '#ff', '#12345678901', 'red url(x)', 'x#fff', 'rgb(1 2 3) x', 'xrgb(1 2 3)', 5, null, ['red']].map((accent) => [accent]))('rejects the color %o', (accent) => {
    expect(() => themeProperties({ accent: accent as string })).toThrow(expect.objectContaining({ code: 'invalid_option', path: ['accent'] }));
  });

  it.each(['0', '8px', '0.25rem', '1em', '50%', '2ch', ' 4px '])('accepts the length %j', (radius) => {
    expect(themeProperties({ radius })).toEqual({ '--mf-radius': radius.trim() });
  });

  it.each(['8', '-8px', 'calc(1px)', '8px;x', '8pxx', 'x8px', '10000000px', 'red', '100vw'])('rejects the length %j', (gap) => {
    expect(() => themeProperties({ gap })).toThrow(expect.objectContaining({ code: 'invalid_option', path: ['gap'] }));
  });

  it('names the property and an example in its error, but never the invalid value', () => {
    expect(() => themeProperties({ accent: 'url(secret)' })).toThrow('The theme\'s `accent` is invalid. It isn\'t a plain CSS color. Pass one such as "#6d28d9".');
    expect(() => themeProperties({ gap: 'secret' })).toThrow('The theme\'s `gap` is invalid. It isn\'t a plain CSS length. Pass one such as "8px".');
  });
});
