import { Usage } from '../widgets/Usage';
import { MeterfaceElement } from './MeterfaceElement';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-usage': MeterfaceUsage;
  }
}

/** `<meterface-usage>`: what `Usage` shows, on a page without React. */
export class MeterfaceUsage extends MeterfaceElement {
  constructor() {
    super(Usage);
  }
}
