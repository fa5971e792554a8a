import { adoptStyles, type CSSResult, type CSSResultOrNative } from 'lit';

/**
 * Gives a shadow root its styles, in whatever document it stands. Style sheets belong to the one that made them: where a
 * page puts an element into a frame or a window that it has opened, they have to be made there.
 */
export function adoptStylesIn(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  const { defaultView } = root.ownerDocument;
  if (root.ownerDocument === document) adoptStyles(root, styles);
  // Without a window it is nowhere to be seen.
  else if (defaultView)
    root.adoptedStyleSheets = styles.map((style) => sheetOf((style as CSSResult).cssText, defaultView));
}

function sheetOf(text: string, { CSSStyleSheet }: Window & typeof globalThis): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
