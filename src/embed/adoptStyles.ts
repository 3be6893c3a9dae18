/// <reference types="vite/client" />
import styles from '../styles/elements.css?inline';
import { windowOf } from './shadow';

const host = ':host(:not([hidden])) { display: block } :host(meterface-balance:not([hidden])) { display: inline }';
const sheets = new WeakMap<Document, CSSStyleSheet>();
/** The style sheets of all documents. A page has one or two. Weak, because a sheet keeps its document in memory, which may be a frame's. */
const all = new Set<WeakRef<CSSStyleSheet>>();
let sheetText = `${styles}\n${host}`;

/** Adds styles to the shadow trees, for a part that is downloaded later. */
export function addStyles(more: string): void {
  sheetText += `\n${more}`;
  for (const sheet of all) sheet.deref()?.replaceSync(sheetText);
}

/**
 * Adds our styles to a shadow tree. A constructed style sheet passes the strictest `style-src`, which blocks a
 * `<style>` element. It can only be adopted in the document that constructed it, so each document has one.
 */
export function adoptStyles(shadow: ShadowRoot): void {
  const { ownerDocument } = shadow;
  // jsdom, in which hosts test their pages, has no constructed style sheets.
  const view = windowOf(ownerDocument);
  if (!view || !('adoptedStyleSheets' in shadow)) return;
  let sheet = sheets.get(ownerDocument);
  if (!sheet) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(sheetText);
    sheets.set(ownerDocument, sheet);
    all.add(new WeakRef(sheet));
  }
  shadow.adoptedStyleSheets = [sheet];
}
