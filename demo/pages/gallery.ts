import { fetchCatalog } from '../api/company-handlers.ts';
import { galleryHandlers } from '../api/gallery-handlers.ts';
import { startApi } from '../api/start.ts';
import { now } from '../data/clock.ts';
import type { Catalogs, GalleryGroup, GalleryState } from '../gallery/gallery-state.ts';
import { galleryGroups } from '../gallery/states.ts';
import { fillDemoBar } from './demo-bar.ts';
import { loadWords } from './languages.ts';

const WIDGETS = ['invoice-forecast', 'usage-meter', 'plan-comparison'];

/** `?state=hard-cap` shows one state, `?widget=usage-meter` one widget, `?eager` mounts all at once. */
const asked = new URLSearchParams(location.search);
const widgets = WIDGETS.filter((name) => (asked.get('widget') ?? name) === name);

const groups = chosen(galleryGroups(await fetchCatalogs(), now()), asked.get('state'));
const states = groups.flatMap((group) => group.states);
const words = await loadWords();

fillDemoBar({ onLanguage: () => location.reload() });
document.querySelector('#index')?.replaceChildren(...groups.flatMap(createIndex));
document.querySelector('#states')?.replaceChildren(...states.map(createSection));
await startApi(galleryHandlers(states));
await import('../../src/index.ts');
mountWhenNear(states);

async function fetchCatalogs(): Promise<Catalogs> {
  const read = async (company: keyof Catalogs) => JSON.parse(await fetchCatalog(company)) as Catalogs[typeof company];
  const [ardesia, quaystone, tilla] = await Promise.all([read('ardesia'), read('quaystone'), read('tilla')]);
  return { ardesia, quaystone, tilla };
}

function chosen(all: readonly GalleryGroup[], id: string | null): readonly GalleryGroup[] {
  if (id === null) return all;
  return all
    .map((group) => ({ ...group, states: group.states.filter((state) => state.id === id) }))
    .filter((group) => group.states.length > 0);
}

function createIndex({ title, states: members }: GalleryGroup): HTMLElement[] {
  const heading = document.createElement('h2');
  heading.textContent = title;
  return [heading, ...members.map(({ id, title: name }) => createLink(`#${id}`, name))];
}

function createSection({ id, title, note }: GalleryState): HTMLElement {
  const section = document.createElement('section');
  section.id = id;
  section.className = 'state';
  const header = document.createElement('header');
  const heading = document.createElement('h2');
  heading.append(createLink(`?state=${id}`, title));
  const words = document.createElement('p');
  words.className = 'soft';
  words.textContent = note;
  header.append(heading, words);
  section.append(header);
  return section;
}

/** A state's endpoint is asked once its section comes near. */
function mountWhenNear(members: readonly GalleryState[]): void {
  const byId = new Map(members.map((state) => [state.id, state]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const state = byId.get(target.id);
        if (!state || !(isIntersecting || asked.has('eager'))) continue;
        observer.unobserve(target);
        target.append(createScope(state));
      }
    },
    { rootMargin: '100%' },
  );
  for (const section of document.querySelectorAll('.state')) observer.observe(section);
}

function createScope({ id, account, refresh }: GalleryState): HTMLElement {
  const scope = Object.assign(document.createElement('pb-pricing'), { messages: words });
  if (account) scope.setAttribute('endpoint', `api/states/${id}`);
  else scope.setAttribute('catalog-url', `api/states/${id}/catalog`);
  if (refresh !== undefined) scope.setAttribute('refresh', String(refresh));
  scope.append(...widgets.map((name) => document.createElement(`pb-${name}`)));
  return scope;
}

function createLink(href: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}
