import { Usage } from '../widgets/Usage';
import { MeterfaceElement } from './MeterfaceElement';
import { usageQueries } from './prefetch';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-usage': MeterfaceUsage;
  }
}

/** `<meterface-usage>`: the widget `Usage` for pages without React. */
export class MeterfaceUsage extends MeterfaceElement {
  constructor() {
    super(Usage, usageQueries);
  }
}
