/// <reference types="vite/client" />
import styles from '../styles/index.css?inline';

const host = ':host(:not([hidden])) { display: block }';
const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * Adds our styles to a shadow tree. A constructed style sheet passes the strictest `style-src`, which blocks a
 * `<style>` element. It can only be adopted in the document that constructed it, so each document has one.
 */
export function adoptStyles(shadow: ShadowRoot): void {
  const { ownerDocument } = shadow;
  // jsdom, in which hosts test their pages, has no constructed style sheets.
  if (ownerDocument.defaultView === null || !('adoptedStyleSheets' in shadow)) return;
  const known = sheets.get(ownerDocument);
  const sheet = known ?? new ownerDocument.defaultView.CSSStyleSheet();
  if (known === undefined) {
    sheet.replaceSync(`${styles}\n${host}`);
    sheets.set(ownerDocument, sheet);
  }
  shadow.adoptedStyleSheets = [sheet];
}
