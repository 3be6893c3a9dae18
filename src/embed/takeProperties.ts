/**
 * Adds properties to the class of an element, and passes on those that its page set before the class was defined: they
 * shadow the accessors of the class. `accessorOf` makes the accessors of a property that the class lacks.
 */
export function takeProperties(element: HTMLElement, prototype: object, names: readonly string[], accessorOf: (name: string) => PropertyDescriptor): void {
  for (const name of names) {
    const given = Object.getOwnPropertyDescriptor(element, name);
    Reflect.deleteProperty(element, name);
    if (!(name in element)) Object.defineProperty(prototype, name, { configurable: true, enumerable: true, ...accessorOf(name) });
    if (given) Reflect.set(element, name, given.value);
  }
}
