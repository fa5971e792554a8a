import { expect } from 'chai';
import { removeFixtures } from '../support/fixture.ts';
import { hostilePairs } from '../tools/hostile/hostile-documents.ts';
import { everythingIn, frameOf, scopeOfAll, show, WIDGETS } from './show.ts';

// The test runner serves JSON as a module.
const texts = ((await import('../data/hostile-strings.json')) as unknown as { readonly default: readonly string[] })
  .default;

/** A few dozen of each kind; `npm run hostile` tries them all, and watches the browser besides. */
const SOME = texts.filter((_, index) => index % 18 === 0);

const LOGS = ['log', 'info', 'warn', 'error', 'debug'] as const;

describe('hostile texts', () => {
  afterEach(removeFixtures);

  it('are many', () => {
    expect(texts.length).to.be.at.least(500);
  });

  it('make no element and no address that a plain text does not, leave no widget blank and nothing in the console', async () => {
    const said: unknown[] = [];
    const native = LOGS.map((name) => console[name]);
    for (const name of LOGS) console[name] = (...words: unknown[]) => void said.push(words);
    const known = new Set<string>();
    const odd: string[] = [];
    try {
      const scope = scopeOfAll();
      for (const pair of ['Text', 'لغة'].flatMap(hostilePairs)) {
        await show(scope, pair);
        for (const { localName } of everythingIn(scope)) known.add(localName);
      }
      for (const text of SOME) {
        for (const pair of hostilePairs(text)) {
          await show(scope, pair);
          odd.push(...oddities(scope, known).map((oddity) => `${oddity} with ${JSON.stringify(text.slice(0, 100))}`));
        }
      }
    } finally {
      LOGS.forEach((name, index) => (console[name] = native[index]!));
    }
    expect(odd).to.deep.equal([]);
    expect(said.filter((words) => !String(words).startsWith('Lit is in dev mode'))).to.deep.equal([]);
  }).timeout(240_000);

  it('are shown as they are', async () => {
    const scope = scopeOfAll();
    const text = '<img src=x onerror=alert(1)> ${x} {count} <!--?lit$1$--> __proto__';
    await show(scope, hostilePairs(text)[0]!);
    for (const tag of WIDGETS) expect(frameOf(scope, tag).textContent, tag).to.include(text);
  });
});

function oddities(scope: HTMLElement, known: ReadonlySet<string>): string[] {
  const elements = everythingIn(scope);
  const blank = WIDGETS.filter((tag) => !frameOf(scope, tag).textContent.trim());
  return [
    ...elements.filter(({ localName }) => !known.has(localName)).map(({ localName }) => `an element ${localName}`),
    ...elements.flatMap((element) =>
      [...element.attributes]
        .filter(
          ({ name, value }) => name.startsWith('on') || (name === 'href' && !/^(https?:|mailto:|\/(?!\/))/.test(value)),
        )
        .map(({ name, value }) => `${name}=${value.slice(0, 60)}`),
    ),
    ...blank.map((tag) => `a blank ${tag}`),
  ];
}
