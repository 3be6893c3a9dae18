import type { Plugin } from 'vite';

/** A fenced block of README.md that says what it is, such as "tsx quick-start". */
export interface Example {
  language: string;
  word: string;
  code: string;
}

/** Every such block of a text. Blocks without a word, like those for a shell, are for reading only. */
export function examplesIn(markdown: string): Example[];
/** The examples of README.md, as they are now. */
export function examples(): Example[];
/** Lets a test import an example by its word, as `readme:quick-start`; what that imports from `meterface` comes from src. */
export function readme(): Plugin;
