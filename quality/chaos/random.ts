/** A source of random numbers, the same for the same seed. */
export interface Chance {
  /** A number from 0 up to but not including 1. */
  next: () => number;
  /** A whole number from `from` to `to`, inclusive. */
  whole: (from: number, to: number) => number;
  /** One of the values. */
  one: <T>(items: readonly T[]) => T;
  /** True with this probability. */
  happens: (likelihood: number) => boolean;
}

/** Makes a source of random numbers: sfc32, seeded by splitmix, so that neighboring seeds are unrelated. */
export function chanceOf(seed: number): Chance {
  let mixed = seed >>> 0;
  const stir = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  let [a, b, c, counter] = [stir(), stir(), stir(), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    one: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
    happens: (likelihood) => next() < likelihood,
  };
}
