import { pages } from './pages';

/** A page that shows widgets: its style sheets, and the elements around the widgets. */
export interface Host {
  name: string;
  /** Files of npm packages. */
  files: readonly string[];
  /** Rules of the page itself, after the files. */
  css?: string;
  /** Whether the page's styles come after our style sheet. */
  isLast?: boolean;
  /** Opening tags of the elements around the widgets. */
  around: readonly string[];
  /** Attributes of `html`. */
  root?: string | undefined;
  /** The language of the widgets' words. Default: English. */
  words?: 'english' | 'arabic';
  /** What differs in its dark theme. Default: a dark background with light text. */
  dark?: Partial<Pick<Host, 'files' | 'css' | 'root'>>;
}

const article = `
.entry-content { font: 18px/1.8 Georgia, serif; letter-spacing: 0.02em }
.entry-content p { margin: 0 0 1.6em; color: #3b0764; font-size: 18px; line-height: 1.9 }
.entry-content ul { margin: 0 0 1.5em 3em; padding: 0; list-style: square }
.entry-content li { margin: 0.5em 0; padding-left: 1em; line-height: 2 }
.entry-content li::before { content: '– '; color: red }
.entry-content h2, .entry-content h3 { margin: 2em 0 1em; font: 400 2.2em/1.1 Georgia, serif; text-transform: uppercase; letter-spacing: 0.1em; color: #7f1d1d }
.entry-content dl { margin: 2em; display: grid; grid-template-columns: 1fr 3fr } .entry-content dt { font-weight: 900 } .entry-content dd { margin: 0 0 0 4em }
.entry-content span { display: inline-block; padding: 2px } .entry-content strong { color: green }
.entry-content button { padding: 20px 40px; border: 0; border-radius: 0; background: #222; color: #fff; text-transform: uppercase; width: 100% }
.entry-content input, .entry-content select { width: 100%; height: 60px; border: 3px solid; margin-bottom: 20px }
.entry-content details { padding: 1em; border: 1px solid } .entry-content summary { font-weight: 900; list-style: disclosure-closed; padding: 8px }
.entry-content svg { max-width: 60px; height: 40px; margin: 4px } .entry-content article { padding: 2em; box-shadow: 0 0 9px } .entry-content header { padding: 40px; background: #eee }
.entry-content section { padding: 80px 0; background: #fef3c7 } .entry-content bdi { font-style: italic } .entry-content table { width: 100%; border: 1px solid }
`;

export const hosts: readonly Host[] = [
  { name: 'a `*` reset', files: [], css: '* { margin: 0; padding: 0 }', around: ['<main>'] },
  { name: 'a `*` reset after our style sheet', files: [], css: '*, *::before, *::after { margin: 0; padding: 0; border: 0; box-sizing: content-box; vertical-align: baseline }', isLast: true, around: ['<main>'] },
  { name: 'normalize.css', files: ['normalize.css/normalize.css'], around: ['<main>'] },
  { name: 'Tailwind 3 preflight', files: ['tailwindcss3/src/css/preflight.css'], around: ['<main class="prose">'] },
  { name: 'Tailwind 3 preflight after our style sheet', files: ['tailwindcss3/src/css/preflight.css'], isLast: true, around: ['<main>'] },
  { name: 'Tailwind 4 preflight', files: ['tailwindcss/preflight.css'], around: ['<main>'] },
  { name: 'Tailwind 4 preflight after our style sheet', files: ['tailwindcss/preflight.css'], isLast: true, around: ['<main>'] },
  { name: 'Bootstrap 5', files: ['bootstrap/dist/css/bootstrap.css'], around: ['<main class="container">', '<div class="card">', '<div class="card-body">'], dark: { root: 'data-bs-theme="dark"' } },
  { name: 'Bootstrap 5 after our style sheet', files: ['bootstrap/dist/css/bootstrap.css'], isLast: true, around: ['<main>'], dark: { root: 'data-bs-theme="dark"' } },
  { name: 'Bulma', files: ['bulma/css/bulma.css'], isLast: true, around: ['<main class="content">'], root: 'data-theme="light"', dark: { root: 'data-theme="dark"' } },
  { name: 'Pico', files: ['@picocss/pico/css/pico.css'], isLast: true, around: ['<main>'], root: 'data-theme="light"', dark: { root: 'data-theme="dark"' } },
  { name: 'Water.css', files: ['water.css/out/light.css'], isLast: true, around: ['<main>'], dark: { files: ['water.css/out/dark.css'] } },
  { name: 'Milligram', files: ['milligram/dist/milligram.css'], isLast: true, around: ['<main>'] },
  { name: 'GitHub Markdown', files: ['github-markdown-css/github-markdown-light.css'], isLast: true, around: ['<main class="markdown-body">'], dark: { files: ['github-markdown-css/github-markdown-dark.css'] } },
  { name: 'article styles', files: [], css: article, isLast: true, around: ['<main class="entry-content">'] },
  { name: 'styles for elements in main', files: [], css: article.replaceAll('.entry-content', 'main'), isLast: true, around: ['<main>'] },
  { name: 'a body that sets every text property', files: [], css: pages.loudBody, isLast: true, around: ['<main>'] },
  { name: 'a style for every element', files: [], css: pages.elements, isLast: true, around: ['<main>'] },
  { name: 'a framework for forms and tables', files: [], css: pages.framework, isLast: true, around: ['<main class="form">'] },
  { name: 'a framework’s card', files: [], css: '.ui.card > .content p { margin: 0 0 0.5em; color: red } .collection .collection-item.avatar p { margin: 0; line-height: 2 } input:not([type=checkbox]):not([type=radio]):not([type=color]):not([type=file]):not([type=range])[type=search] { padding-left: 2rem; box-shadow: 0 0 3px } .ui.card .content :is(a, button):not(.btn):not(.large):not(.small):not(.flat):not(.floating) { margin-right: 24px; color: orange; text-transform: uppercase }', isLast: true, around: ['<main class="collection">', '<div class="ui card collection-item avatar">', '<div class="content">'] },
  { name: 'a framework’s form on a dark background', files: [], css: '.ui.inverted.form label { display: block; margin: 0 0 0.3em; color: orange; font-size: 0.9em; font-weight: 700; text-transform: uppercase } .form-group.required .form-group-header label:not(.plain)::after { content: "*"; padding-left: 5px; color: red } .ui.form .field.error ::placeholder { color: #e7bdbc; text-transform: uppercase }', isLast: true, around: ['<main class="ui inverted form form-group required">', '<div class="form-group-header field error">'] },
  { name: 'a block theme', files: [], css: pages.blocks, isLast: true, around: ['<main class="wp-block-post-content is-layout-constrained has-global-padding">', '<div class="is-layout-flow">'] },
  { name: 'a shop’s theme', files: [], css: pages.shop, isLast: true, around: ['<main class="page-width">', '<div class="rte">'] },
  { name: 'vertical text', files: [], css: pages.vertical, around: ['<main>'] },
  { name: 'a right-to-left page', files: [], css: article, isLast: true, around: ['<main class="entry-content">'], root: 'dir="rtl"', words: 'arabic' },
];

/** The dark theme of a host. Hosts without one get a common one. */
export function darkOf({ dark, ...host }: Host): Host {
  return { ...host, ...(dark ?? { css: `${host.css ?? ''} :root { color-scheme: dark } body { background: #111827; color: #e5e7eb }` }) };
}
