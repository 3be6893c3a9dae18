import { MeterfaceElement } from './MeterfaceElement';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-portal': MeterfacePortal;
  }
}

/** `<meterface-portal>`: gives its server, token, locale and theme to the elements inside of it. */
export class MeterfacePortal extends MeterfaceElement {}
