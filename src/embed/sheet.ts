/// <reference types="vite/client" />
import styles from '../styles/index.css?inline';

const host = ':host(:not([hidden])) { display: block }';
const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * Gives a shadow tree our styles. A constructed sheet is no `<style>`, so the strictest `style-src` allows it; all
 * elements of a document share one, because a sheet is good for the document that made it and for no other.
 */
export function adoptStyles(shadow: ShadowRoot): void {
  const { ownerDocument } = shadow;
  // What draws nothing has no constructed sheets, such as jsdom, where hosts test their pages.
  if (ownerDocument.defaultView === null || !('adoptedStyleSheets' in shadow)) return;
  const known = sheets.get(ownerDocument);
  const sheet = known ?? new ownerDocument.defaultView.CSSStyleSheet();
  if (known === undefined) {
    sheet.replaceSync(`${styles}\n${host}`);
    sheets.set(ownerDocument, sheet);
  }
  shadow.adoptedStyleSheets = [sheet];
}
