import type { CSSResultOrNative } from 'lit';

/** What is printed, and how it looks. */
export interface Print {
  readonly elements: readonly Element[];
  readonly styles: readonly CSSResultOrNative[];
  readonly language: string;
  readonly direction: string;
}

const NAME = 'plainbill-print';

/**
 * Prints copies of elements alone, from an empty document of their own: neither the page around nor its styles are touched,
 * and no markup is parsed.
 *
 * @param print is given the window of that document
 */
export function printElements(
  { elements, styles, language, direction }: Print,
  print: (window: Window) => void = (window) => window.print(),
): void {
  // A print dialog that nobody answered leaves its document behind.
  for (const former of document.querySelectorAll(`iframe[name="${NAME}"]`)) former.remove();
  const frame = document.createElement('iframe');
  frame.name = NAME;
  frame.style.cssText = 'position:fixed;inline-size:0;block-size:0;border:0;visibility:hidden';
  document.body.append(frame);
  // In a sandbox without an origin of its own, a page cannot reach into its own frames: it is printed as a whole.
  const view = frame.contentDocument?.defaultView;
  if (!view) {
    frame.remove();
    return print(window);
  }
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(styles.map((style) => ('cssText' in style ? style.cssText : '')).join(''));
  view.document.adoptedStyleSheets = [sheet];
  const page = view.document.createElement('section');
  page.className = 'frame';
  page.lang = language;
  page.dir = direction;
  // An empty document has the browser's own font.
  page.style.fontFamily = elements[0] ? getComputedStyle(elements[0]).fontFamily : '';
  page.append(...elements.map((element) => view.document.importNode(element, true)));
  view.document.body.append(page);
  view.addEventListener('afterprint', () => frame.remove());
  print(view);
}
