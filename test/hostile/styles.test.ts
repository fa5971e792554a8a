import { expect } from 'chai';
import { removeFixtures } from '../support/fixture.ts';
import { hostilePairs } from '../tools/hostile/hostile-documents.ts';
import { HOSTILE_STYLES } from '../tools/policies/hostile-styles.ts';
import { everythingIn, frameOf, scopeOfAll, show, WIDGETS } from './show.ts';

describe('hostile styles of a page', () => {
  afterEach(() => {
    document.adoptedStyleSheets = [];
    removeFixtures();
  });

  for (const name of Object.keys(HOSTILE_STYLES)) {
    it(`hide no widget and no button of one: ${name}`, async () => {
      document.adoptedStyleSheets = [sheetOf(name)];
      const scope = scopeOfAll();
      await show(scope, hostilePairs('Team')[0]!);
      for (const tag of WIDGETS) {
        const frame = frameOf(scope, tag);
        expect(frame.textContent, tag).to.include('Team');
        expect(frame.getBoundingClientRect().height, tag).to.be.above(20);
        const hidden = everythingIn(frame)
          .filter((element) => element.matches('button, a[href], input'))
          .filter((element) => !element.closest('details:not([open]), [hidden]') && !isShown(element));
        expect(hidden, tag).to.deep.equal([]);
      }
    });
  }

  for (const name of ['everything unset', 'everything in lines, as browsers have it', 'boxes by their content']) {
    it(`take neither layout nor scheme from a widget: ${name}`, async () => {
      const scope = scopeOfAll('theme="dark"', 'display: block; inline-size: 1100px; font-size: 16px');
      await show(scope, hostilePairs('Team')[0]!);
      const before = WIDGETS.map((tag) => layoutOf(frameOf(scope, tag)));
      expect(before.at(-1)).to.include({ width: 1100, columns: 5 });
      document.adoptedStyleSheets = [sheetOf(name)];
      expect(WIDGETS.map((tag) => layoutOf(frameOf(scope, tag)))).to.deep.equal(before);
    });
  }
});

function sheetOf(name: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HOSTILE_STYLES[name]!);
  return sheet;
}

/** What a widget's own rules make of its room. */
function layoutOf(frame: HTMLElement) {
  const { backgroundColor, paddingTop } = getComputedStyle(frame);
  const parts = [...frame.querySelectorAll('.cards > *, .play > *')];
  const columns = new Set(parts.map((part) => part.getBoundingClientRect().left)).size;
  return { width: frame.offsetWidth, columns, backgroundColor, paddingTop };
}

/** Of size none is, for example, what only readers of screens see; but it is there. */
function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
