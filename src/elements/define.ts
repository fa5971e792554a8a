/**
 * Defines an element once. A page may load the script twice, or two versions of it: the first one holds.
 * Harmless where there is no DOM.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const { customElements } = globalThis;
  if (customElements && !customElements.get(tag)) customElements.define(tag, element);
}
