import { expect } from 'chai';
import ardesia from '../../demo/public/catalogs/ardesia.json';
import quaystone from '../../demo/public/catalogs/quaystone.json';
import tilla from '../../demo/public/catalogs/tilla.json';
import { galleryHandlers } from '../../demo/api/gallery-handlers.ts';
import type { GalleryState } from '../../demo/gallery/gallery-state.ts';
import { galleryGroups } from '../../demo/gallery/states.ts';
import { violationsIn } from '../support/axe.ts';
import { cdp } from '../support/commands.ts';
import { pseudoLanguage } from '../../demo/messages/pseudo.ts';
import { englishIn } from '../support/english.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { brokenFigures, clipped, overflowing, smallTargets } from '../support/geometry.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { until } from '../support/until.ts';
import { WIDGET_TAGS, widgetsIn, type Widgets } from '../support/widgets.ts';

interface AccessibilityNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** What a visitor can do something with, or reads a quantity from. */
const NAMED = [
  'button',
  'checkbox',
  'combobox',
  'DisclosureTriangle',
  'form',
  'graphics-document',
  'link',
  'meter',
  'radio',
  'radiogroup',
  'region',
  'slider',
  'spinbutton',
  'textbox',
];

const NOW = Date.parse('2026-11-22T13:05:00Z');
const groups = galleryGroups({ ardesia, quaystone, tilla }, NOW);
const endpoint = new MockEndpoint();
const isChromium = navigator.userAgent.includes('Chrome');

/** Puts the state's widgets into the page as the gallery does, and waits for what it is there to show. */
async function openState({ id, account, catalog, later, refresh }: GalleryState): Promise<Widgets> {
  const tags = WIDGET_TAGS.map((tag) => `<${tag}></${tag}>`).join('');
  const address = account ? `endpoint="/api/states/${id}"` : `catalog-url="/api/states/${id}/catalog"`;
  const widgets = widgetsIn(
    fixture(`<pb-pricing locale="en-US" ${address} ${refresh ? `refresh="${refresh}"` : ''}>${tags}</pb-pricing>`),
  );
  const { all } = widgets;
  const isForEver = [catalog, account].includes('nothing, ever');
  await until(() =>
    all.every(({ snapshot, isUpdatePending }) => {
      if (isUpdatePending) return false;
      if (later) return snapshot.stale;
      return isForEver ? all.every(({ hasUpdated }) => hasUpdated) : snapshot.status !== 'loading' && !snapshot.loading;
    }),
  );
  return widgets;
}

/** Opens all that can be opened, so that it is looked at too. */
async function openAll({ all }: Widgets): Promise<void> {
  for (const { renderRoot } of all) {
    for (const details of renderRoot.querySelectorAll('details')) details.open = true;
    for (const button of renderRoot.querySelectorAll<HTMLElement>('[aria-expanded=false]')) button.click();
  }
  await Promise.all(all.map(({ updateComplete }) => updateComplete));
}

const LINKS_IN_TEXT = 'p a, li a';
/** A key and a field of the gallery's documents that no widget knows, and what `Intl` calls the present. */
const OTHERS = ['telegrams', 'surge', 'now'];

/** As a visitor's own style sheet may set all text: WCAG 2.2, 1.4.12. */
const APART = new CSSStyleSheet();
APART.replaceSync(
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
    'p { margin-block-end: 2em !important }',
);

function setApart(widgets: Widgets['all'], isOn: boolean): void {
  for (const { shadowRoot } of widgets) {
    const own = shadowRoot!.adoptedStyleSheets.filter((sheet) => sheet !== APART);
    shadowRoot!.adoptedStyleSheets = isOn ? [...own, APART] : own;
  }
}

/** Nothing is cut off and everything can be hit on 320 px, also with longer words and from right to left; on 480 px with text of twice the size. */
async function expectRoom({ place, scope, all }: Widgets, { id, catalog, account }: GalleryState): Promise<void> {
  place.style.inlineSize = '320px';
  const conditions = {
    'at 320 px': () => undefined,
    'with text set apart': () => setApart(all, true),
    'with longer words': () => {
      setApart(all, false);
      scope.messages = pseudoLanguage();
    },
    'from right to left': () => Object.assign(scope, { locale: 'ar', messages: pseudoLanguage('rtl') }),
    'with text of twice the size': () => {
      place.style.fontSize = '200%';
      // Fourteen digits of twice the size are wider than many a phone.
      place.style.inlineSize = id === 'huge' ? '640px' : '480px';
    },
  };
  for (const [name, change] of Object.entries(conditions)) {
    change();
    await scope.updateComplete;
    // Drawings follow the width there is.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await Promise.all(all.map(({ updateComplete }) => updateComplete));
    for (const widget of all) {
      expect(overflowing(widget), `${widget.localName} ${name}`).to.deep.equal([]);
      expect(smallTargets(widget, LINKS_IN_TEXT), `${widget.localName} ${name}`).to.deep.equal([]);
      // Eleven digits set apart do not fit in one line of a phone; nothing of them is lost.
      if (id !== 'huge' || name !== 'with text set apart')
        expect(brokenFigures(widget), `${widget.localName} ${name}`).to.deep.equal([]);
      expect(clipped(widget), `${widget.localName} ${name}`).to.deep.equal([]);
      if (name === 'with longer words') expect(englishIn(widget, [catalog, account], OTHERS)).to.deep.equal([]);
    }
  }
}

/** Roles of the page's controls and meters that have no name, by the browser's own tree. */
async function namelessNodes(): Promise<string[]> {
  const { nodes } = await cdp<{ nodes: readonly AccessibilityNode[] }>('Accessibility.getFullAXTree');
  const named = nodes.filter(({ ignored, role }) => !ignored && NAMED.includes(role?.value ?? ''));
  expect(named).not.to.be.empty;
  return named.filter(({ name }) => !name?.value.trim()).map(({ role }) => role!.value);
}

describe('accessibility of every state of every widget', function () {
  this.timeout(60_000);

  before(() => endpoint.start());
  after(() => endpoint.stop());
  afterEach(removeFixtures);

  for (const { title: group, states } of groups) {
    describe(group, () => {
      for (const state of states) {
        it(state.title, async () => {
          endpoint.use(...galleryHandlers([state]));
          const widgets = await openState(state);
          await openAll(widgets);
          widgets.scope.theme = 'light';
          await widgets.scope.updateComplete;
          expect(await violationsIn(widgets.place)).to.deep.equal([]);
          // In the dark nothing but colours is another.
          widgets.scope.theme = 'dark';
          await widgets.scope.updateComplete;
          expect(await violationsIn(widgets.place, ['color-contrast'])).to.deep.equal([]);
          // Only Chromium shows its tree.
          if (isChromium) expect(await namelessNodes()).to.deep.equal([]);
          await expectRoom(widgets, state);
        });
      }
    });
  }
});
