/** A rendered element: its tag, its attributes and what is in it; a text is itself. */
export type Tree =
  | string
  | { readonly tag: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly Tree[] };

/** A widget as it is on the screen, to be rendered again by somebody else. */
export interface Picture {
  readonly trees: readonly Tree[];
  /** Of all its style sheets. */
  readonly css: string;
}

export function pictureOf(root: ShadowRoot): Picture {
  const rules = root.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
  return { trees: treesIn(root), css: rules.join('\n') };
}

/** Comments are where Lit comes back to: nobody else needs them, or texts without a sign. */
function treesIn(parent: ParentNode & Node): Tree[] {
  return [...parent.childNodes].flatMap((node): Tree[] => {
    if (node instanceof Text) return node.data === '' ? [] : [node.data];
    return node instanceof Element ? [treeOf(node)] : [];
  });
}

function treeOf(element: Element): Tree {
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  // What the visitor sees in a field is a property.
  if (element instanceof HTMLInputElement) attributes['value'] = element.value;
  return { tag: element.localName, attributes, children: treesIn(element) };
}
