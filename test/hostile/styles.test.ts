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

  for (const [name, styles] of Object.entries(HOSTILE_STYLES)) {
    it(`hide no widget and no button of one: ${name}`, async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [sheet];
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
});

/** Of size none is, for example, what only readers of screens see; but it is there. */
function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
