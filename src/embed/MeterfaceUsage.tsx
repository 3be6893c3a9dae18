import type { ComponentType, ReactNode } from 'react';
import { Usage, type UsageProps } from '../widgets/Usage';
import { toolsFrom } from '../widgets/UsageList';
import { useViews } from '../widgets/useViews';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import { usageQueries } from './prefetch';
import { usageSettings } from './settings';

declare global {
  interface HTMLElementTagNameMap {
    'meterface-usage': MeterfaceUsage;
  }
}

/** `<meterface-usage>`: the widget `Usage` for pages without React. */
export class MeterfaceUsage extends (MeterfaceElement as unknown as WithSettings<typeof usageSettings>) {
  static override readonly settings = usageSettings;

  constructor() {
    super(usageQueries);
  }

  /** A long list needs its table. */
  protected override loadParts(): void {
    if (Number(this.setting('expected')) >= toolsFrom) void useViews.download();
  }

  protected get widget(): ComponentType<UsageProps> {
    return Usage;
  }

  protected override content(props: UsageProps): ReactNode {
    const Widget = this.widget;
    return <Widget {...props} />;
  }
}
