/** Defines elements by name. Keeps those that another bundle has already defined, and does nothing on a server. */
export function defineElements(elements: Record<string, CustomElementConstructor>, registry: CustomElementRegistry | undefined = globalThis.customElements): void {
  for (const [name, element] of Object.entries(elements)) {
    if (registry?.get(name) === undefined) registry?.define(name, element);
  }
}
