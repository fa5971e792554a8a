/**
 * What translators built into browsers, and extensions, do to a page: each text that is shown is taken out, and its
 * translation put in its place within elements of their own.
 *
 * @param isObedient leaves alone what asks for that by `translate="no"`, as all but a few do
 */
export function translate(root: ParentNode, isObedient: boolean): void {
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) translate(element.shadowRoot, isObedient);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parent = text.parentElement;
    if (!text.data.trim() || !(parent instanceof HTMLElement) || parent.closest('style, script, select')) continue;
    if (isObedient && parent.closest('[translate=no]')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append(text.data.toUpperCase());
    outer.append(inner);
    text.replaceWith(outer);
  }
}
