import { LANGUAGES } from '../../src/languages/index.ts';

const PAGES = [
  ['index.html', 'Overview'],
  ['billing.html', 'Usage'],
  ['seats.html', 'Seats'],
  ['agent.html', 'Outcomes'],
  ['pricing.html', 'Price page'],
  ['script-tag.html', 'Script tag'],
  ['gallery.html', 'Gallery'],
] as const;

const THEMES = [
  ['', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Those that come with the package, by their own names; one whose words are not there, and two that nobody speaks. */
const LANGUAGE_NAMES: readonly (readonly [string, string])[] = [
  ...[...LANGUAGES, 'uk'].sort().map((tag) => [tag, ownName(tag)] as const),
  ['en-XA', 'Pseudo, longer'],
  ['ar-XB', 'Pseudo, right to left'],
];

export interface DemoBarOptions {
  /** Called when the visitor picks another language, after the page's `lang` and `dir` have changed. */
  readonly onLanguage?: (language: string) => void;
}

/** Fills the page's strip of demo controls: the other pages, light or dark, the language. Not a part of the host page. */
export function fillDemoBar({ onLanguage }: DemoBarOptions = {}): void {
  const bar = document.querySelector('#demo-bar');
  const { documentElement: page } = document;
  const theme = createSelect('Theme', THEMES, page.dataset.theme ?? '', (value) => {
    if (value) page.dataset.theme = value;
    else delete page.dataset.theme;
    remember('theme', value);
  });
  const language = createSelect('Language', LANGUAGE_NAMES, page.lang, (value) => {
    page.lang = value;
    page.dir = value.startsWith('ar') ? 'rtl' : 'ltr';
    remember('lang', value);
    onLanguage?.(value);
  });
  bar?.replaceChildren(createLinks(), theme, language);
}

function createLinks(): HTMLElement {
  const links = document.createElement('nav');
  links.ariaLabel = 'Pages of the demo';
  const here = location.pathname.split('/').pop() || 'index.html';
  for (const [href, name] of PAGES) {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = name;
    if (href === here) link.ariaCurrent = 'page';
    links.append(link);
  }
  return links;
}

function createSelect(
  name: string,
  options: readonly (readonly [string, string])[],
  value: string,
  onPick: (value: string) => void,
): HTMLElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(...options.map(([key, text]) => new Option(text, key)));
  select.value = value;
  select.addEventListener('change', () => onPick(select.value));
  label.append(name, select);
  return label;
}

function ownName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** For the next page, and for a reload: see public/preferences.js. */
function remember(name: string, value: string): void {
  const address = new URL(location.href);
  address.searchParams.delete(name);
  history.replaceState(null, '', address);
  try {
    localStorage.setItem(`plainbill-demo-${name}`, value);
  } catch {
    // Storage may be forbidden: then a choice lasts as long as the page.
  }
}
