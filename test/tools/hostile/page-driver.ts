/** Runs in the page, as a script of its own: shows documents in scopes that stay, and says what is there that should not be. */
export interface PageFindings {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly addresses: readonly string[];
  readonly blanks: number;
  /** How many of the documents show their text. */
  readonly shown: number;
}

export interface PageTask {
  readonly catalog: unknown;
  readonly account: unknown;
  readonly meter: string;
  /** Text that has to be seen; `null` = need not. */
  readonly text: string | null;
}

export interface PageWindow extends Window {
  show: (
    tasks: readonly PageTask[],
    words: { tags: readonly string[]; attributes: readonly string[] },
  ) => Promise<PageFindings>;
  events: string[];
}

const page = window as unknown as PageWindow;

// Before anything else of the page runs: what a script would do is written down instead.
page.events = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  Object.defineProperty(page, name, { value: () => void page.events.push(`script: ${name}`) });
}
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
  page.events.push(`violation: ${violatedDirective} ${blockedURI} ${sample}`);
});
addEventListener('error', ({ message }) => void page.events.push(`error: ${message}`));
addEventListener('unhandledrejection', ({ reason }) => void page.events.push(`error: ${String(reason)}`));

type Widget = HTMLElement & { updateComplete?: Promise<unknown>; catalog?: unknown; account?: unknown };

const scopes: Widget[] = [];
const scopeAt = (index: number): Widget => {
  const known = scopes[index];
  if (known) return known;
  const scope = document.createElement('pb-pricing') as Widget;
  for (const tag of ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'])
    scope.append(document.createElement(tag));
  document.body.append(scope);
  scopes.push(scope);
  return scope;
};
const elementsIn = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
  ]);
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const textOf = (root: ParentNode): string =>
  elementsIn(root)
    .flatMap((element) => (element.shadowRoot ? [element.shadowRoot.textContent ?? ''] : []))
    .join(' ');
const plain = (text: string) =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
const isSafe = (address: string) => /^(https?:\/\/|mailto:|\/(?!\/)|#)/.test(address);

page.show = async (tasks, { tags, attributes }) => {
  tasks.forEach(({ catalog, account, meter }, index) => {
    const scope = scopeAt(index);
    scope.querySelector('pb-usage-meter')?.setAttribute('meter', meter);
    scope.catalog = catalog;
    scope.account = account;
  });
  await frame();
  await frame();
  for (const element of elementsIn(document.body)) {
    const isClosed = element.matches('summary, [aria-expanded="false"]') && !element.closest('details[open]');
    if (isClosed) (element as HTMLElement).click();
  }
  await frame();
  const knownTags = new Set([
    ...tags,
    'pb-pricing',
    'pb-invoice-forecast',
    'pb-usage-meter',
    'pb-plan-comparison',
    'div',
  ]);
  const knownAttributes = new Set([...attributes, 'meter']);
  const found = { elements: new Set<string>(), attributes: new Set<string>(), addresses: new Set<string>() };
  for (const element of elementsIn(document.body)) {
    if (!knownTags.has(element.localName)) found.elements.add(element.localName);
    for (const { name, value } of element.attributes) {
      if (!knownAttributes.has(name)) found.attributes.add(`${element.localName} ${name}`);
      if (/^(href|src|action|formaction|xlink:href|srcset|data|poster)$/.test(name) && !isSafe(value))
        found.addresses.add(value);
    }
  }
  const widgets = tasks.flatMap((_, index) => [...scopeAt(index).children]);
  const blanks = widgets.filter((widget) => !widget.shadowRoot?.querySelector('.frame')?.textContent?.trim()).length;
  const shown = tasks.filter(
    ({ text }, index) => text !== null && plain(textOf(scopeAt(index))).includes(plain(text)),
  ).length;
  return {
    elements: [...found.elements],
    attributes: [...found.attributes],
    addresses: [...found.addresses],
    blanks,
    shown,
  };
};
