import type { ComponentType, ReactNode } from 'react';
import { later, type LaterComponent } from './later';
import { MeterfaceElement, type WithSettings } from './MeterfaceElement';
import type { QueriesOf } from './prefetch';
import type { SettingTable } from './settings';
import type { WidgetSlots } from './slotsOf';

/** A class whose elements download their widget. */
export interface LaterClass {
  /**
   * Downloads the widget, a component. Not a parameter of `laterElement`, because the component's type depends on the types of all elements.
   * The types of React 18 and 19 have no component in common that takes any props.
   */
  readonly load: () => Promise<unknown>;
}

type Load = () => Promise<ComponentType<WidgetSlots>>;

/**
 * A class of elements whose widget is downloaded when the first one is on a page, by `load` of the class that extends it.
 * @param rows the number of rows in the skeleton that is shown meanwhile; 0 for no skeleton.
 * @param label the name by which the widget remembers its height, if it does.
 */
export function laterElement<Table extends SettingTable>(settings: Table, queriesOf: QueriesOf, rows?: number, label?: string): LaterClass & WithSettings<Table> {
  /** One component for all elements with the same `load`, which a class that extends ours may replace. */
  const known = new Map<Load, LaterComponent<WidgetSlots>>();
  class LaterElement extends MeterfaceElement {
    static override readonly settings: SettingTable = settings;

    constructor() {
      super(queriesOf);
    }

    get #later(): LaterComponent<WidgetSlots> {
      const { load } = this.constructor as unknown as { load: Load };
      const component = known.get(load) ?? later(load, rows, label);
      known.set(load, component);
      return component;
    }

    protected override loadParts(): void {
      void this.#later.download();
    }

    protected override content(props: WidgetSlots): ReactNode {
      const Later = this.#later;
      return <Later {...props} />;
    }
  }
  return LaterElement as unknown as LaterClass & WithSettings<Table>;
}
