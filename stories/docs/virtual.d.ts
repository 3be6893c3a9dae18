/** Made by .storybook/book.js. */
declare module 'virtual:book' {
  export const entryPoints: unknown;
  export const elements: unknown;
  export const examples: unknown;
  export const guides: unknown;
}
