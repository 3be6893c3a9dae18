import * as book from 'virtual:book';
import type { vocabulary } from '../../scripts/manifest.js';
import type { EntryPoint } from '../../scripts/reference.js';
import type { Example } from '../../test/support/readme.js';

/** The public API without `meterface/testing`, from TSDoc. */
export const entryPoints = book.entryPoints as EntryPoint[];

/** The examples of README.md and docs/guides, which tests compile and run. */
export const examples = book.examples as Example[];

/** The settings, events, slots and parts of custom elements, from src/embed. */
export const elements = book.elements as ReturnType<typeof vocabulary>;

/** The text of each guide and of the documents beside them, such as README.md, by the name of its file. */
export const guides = book.guides as Record<string, string>;
