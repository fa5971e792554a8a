import { expect } from 'chai';
import type { InvoiceForecast, PlanComparison, UsageMeter } from '../../src/index.ts';
import type { ScenarioInputEvent } from '../../src/elements/events.ts';
import { until } from '../support/until.ts';

/** What the page's first script has seen; see wtr-bundle.mjs. */
interface Witness {
  readonly problems: readonly string[];
  newNames(): string[];
}

type Tag = 'pb-invoice-forecast' | 'pb-usage-meter' | 'pb-plan-comparison';

const TAGS: readonly Tag[] = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'];
const WIDGETS = TAGS.map((tag) => `<${tag}></${tag}>`).join('');
const SCOPE = `<pb-pricing endpoint="/__bundle/examples/hybrid">${WIDGETS}</pb-pricing>`;
const frames: HTMLIFrameElement[] = [];

/** A page of its own, with nothing in it but the scripts and this body. */
async function openPage({
  scripts,
  body = SCOPE,
  strict = false,
  quirks = false,
  encoding = 'utf-8',
}: {
  readonly scripts: readonly string[];
  readonly body?: string;
  readonly strict?: boolean;
  readonly quirks?: boolean;
  readonly encoding?: string;
}) {
  const query = new URLSearchParams([
    ['body', body],
    ['encoding', encoding],
    ...scripts.map((script) => ['script', script]),
    ...Object.entries({ strict, quirks }).flatMap(([name, isOn]) => (isOn ? [[name, '']] : [])),
  ]);
  const frame = document.createElement('iframe');
  frame.style.cssText = 'width: 1000px; height: 600px';
  frame.src = `/__bundle/page?${query}`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve));
  const page = frame.contentDocument!;
  const { witness } = page.querySelector<HTMLScriptElement & { witness: Witness }>('script')!;
  const all = TAGS.flatMap((tag) => [...page.querySelectorAll<InvoiceForecast | UsageMeter | PlanComparison>(tag)]);
  await until(
    () => all.length > 0 && all.every((widget) => witness.problems.length > 0 || widget.snapshot.status !== 'loading'),
  );
  await Promise.all(all.map(({ updateComplete }) => updateComplete));
  return { page, window: frame.contentWindow as Window & typeof globalThis, witness, all };
}

const wordsIn = ({ shadowRoot }: Element): string => shadowRoot!.textContent.replace(/\s+/g, ' ');

/** Total of the invoice, and so far: 99 + 8 × 12 + 10,000 × 0.002 + 50 × 0.99. */
function expectFacts({ page, witness, all }: Awaited<ReturnType<typeof openPage>>): void {
  expect(all.map(({ snapshot }) => snapshot.status)).to.deep.equal(all.map(() => 'ready'));
  const words = Object.fromEntries(TAGS.map((tag) => [tag, wordsIn(page.querySelector(tag)!)]));
  expect(words['pb-invoice-forecast']).to.contain('$264.50 so far');
  expect(words['pb-usage-meter']).to.contain('30,000 of 20,000 calls included');
  expect(words['pb-plan-comparison']).to.contain('Business');
  expect(witness.problems).to.deep.equal([]);
}

/** Moves the first slider to its end, as a hand would, and says what left by an event before this returns. */
function moveSlider(page: Document): (string | undefined)[] {
  const totals: (string | undefined)[] = [];
  const listener = ({ estimate }: ScenarioInputEvent) => totals.push(estimate.invoice.total?.toFixed(2));
  page.body.addEventListener('pb-scenario-input', listener);
  const slider = page
    .querySelector('pb-invoice-forecast')!
    .shadowRoot!.querySelector<HTMLInputElement>('[part=slider]')!;
  slider.value = slider.max;
  slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  page.body.removeEventListener('pb-scenario-input', listener);
  return totals;
}

function pressEverything(root: ShadowRoot): void {
  for (const button of root.querySelectorAll<HTMLElement>('button')) {
    // Nothing is sent to a printer, or as a file to the disk.
    if (!/CSV|Print/.test(button.textContent)) button.click();
  }
}

/** How an element is written, and what room it takes. */
function lookOf(element: Element, window: Window): { readonly written: string; readonly room: readonly number[] } {
  const { fontSize, fontWeight, lineHeight, color, textAlign, whiteSpace } = window.getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  const written = [element.localName, fontSize, fontWeight, lineHeight, color, textAlign, whiteSpace].join(' ');
  return { written, room: [width, height] };
}

describe('the script-tag file', function () {
  // The first page waits for the build.
  this.timeout(120_000);

  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  it('is all that a bare page needs', async () => {
    const opened = await openPage({ scripts: ['plainbill.js'] });
    expectFacts(opened);
    const totals = moveSlider(opened.page);
    expect(totals).to.have.length(1);
    expect(Number(totals[0])).to.be.greaterThan(264.5);
  });

  it('reads documents that stand in the page itself', async () => {
    const [catalog, account] = await Promise.all(
      ['catalog', 'account'].map(async (name) => (await fetch(`/__bundle/examples/hybrid/${name}`)).text()),
    );
    const inline = `<script type="application/json">{ "catalog": ${catalog}, "account": ${account} }</script>`;
    const body = TAGS.map((tag) => `<${tag}>${inline}</${tag}>`).join('');
    expectFacts(await openPage({ scripts: ['plainbill.js'], body }));
  });

  it('says the same in a page of another encoding', async () => {
    const [opened, elsewhere] = [
      await openPage({ scripts: ['plainbill.js'] }),
      // Another address, as browsers keep a script in the encoding in which they first read it.
      await openPage({ scripts: ['plainbill.js?elsewhere'], encoding: 'windows-1252' }),
    ];
    expect(elsewhere.page.characterSet).to.equal('windows-1252');
    expectFacts(elsewhere);
    const [words, otherWords] = [opened, elsewhere].map(({ all }) => all.map(wordsIn).join(' '));
    expect(words).to.contain('↺');
    expect(otherWords).to.equal(words);
    // What styles say in signs, too: between two facts stands a dot.
    const facts = elsewhere.page.querySelector('pb-invoice-forecast')!.shadowRoot!.querySelectorAll('.facts > *');
    expect(elsewhere.window.getComputedStyle(facts[1]!, '::before').content).to.contain('·');
  });

  it('looks the same in a page without a doctype', async () => {
    const looks = await Promise.all(
      [false, true].map(async (quirks) => {
        const { page, window, all } = await openPage({ scripts: ['plainbill.js'], quirks });
        expect(page.compatMode).to.equal(quirks ? 'BackCompat' : 'CSS1Compat');
        for (const { shadowRoot } of all) pressEverything(shadowRoot!);
        await Promise.all(all.map(({ updateComplete }) => updateComplete));
        return all.flatMap(({ shadowRoot }) =>
          [...shadowRoot!.querySelectorAll('*')].map((each) => lookOf(each, window)),
        );
      }),
    );
    const [usual, quirky] = looks.map((look) => look.map(({ written }) => written));
    expect(usual!.some((written) => written.startsWith('table '))).to.equal(true);
    expect(quirky).to.deep.equal(usual);
    // Where text begins between two pixels, one of them may be another's.
    const sizes = looks.map((look) => look.flatMap(({ room }) => room));
    const others = sizes[1]!.filter((size, index) => Math.abs(size - sizes[0]![index]!) > 1);
    expect(others).to.deep.equal([]);
  });

  it('says the same where an old library has changed what the language has', async () => {
    const [usual, changed] = await Promise.all(
      [['plainbill.js'], ['old-library.js', 'plainbill.js']].map((scripts) => openPage({ scripts })),
    );
    expect(changed!.window.Array.from({ length: 2 }, (_, index) => index)).not.to.deep.equal([0, 1]);
    expect(Object.keys(changed!.window.Object.prototype)).to.deep.equal(['each']);
    expectFacts(changed!);
    expect(changed!.all.map(wordsIn)).to.deep.equal(usual!.all.map(wordsIn));
    expect(moveSlider(changed!.page)).to.deep.equal(moveSlider(usual!.page));
  });

  it('is also an ES module', async () => {
    expectFacts(await openPage({ scripts: ['plainbill.mjs'] }));
  });

  for (const [how, scripts] of [
    ['twice', ['plainbill.js', 'plainbill.js']],
    ['from two addresses', ['plainbill.js', 'plainbill.js?other']],
    ['as a script and as a module', ['plainbill.js', 'plainbill.mjs']],
  ] as const) {
    it(`works when it is loaded ${how}`, async () => {
      const opened = await openPage({ scripts });
      expectFacts(opened);
      expect(moveSlider(opened.page)).to.have.length(1);
    });
  }

  it('finds the scope of another version, which came first and did not have every tag', async () => {
    const opened = await openPage({
      scripts: ['as-older-version.js', 'plainbill.js', 'as-this-version.js', 'plainbill.js?2'],
    });
    const { page, window } = opened;
    const copyOf = (tag: string) => Object.getPrototypeOf(window.customElements.get(tag)!) as unknown;
    expect(copyOf('pb-plan-comparison')).not.to.equal(copyOf('pb-usage-meter'));
    expectFacts(opened);
    const comparison = page.querySelector('pb-plan-comparison')!;
    const before = wordsIn(comparison);
    moveSlider(page);
    await comparison.updateComplete;
    expect(wordsIn(comparison)).not.to.equal(before);
  });

  it('leaves no name on the window but those of the libraries within', async () => {
    const { witness } = await openPage({ scripts: ['plainbill.js'] });
    expect(witness.newNames()).to.have.members([
      // Lit tells by these that a page has two versions of it, and what decorators have said.
      'litElementVersions',
      'litHtmlVersions',
      'reactiveElementVersions',
      'litPropertyMetadata',
      // Settings of zod, which are never touched.
      '__zod_globalConfig',
    ]);
  });

  it('breaks no rule of a strict policy, whatever the visitor does', async () => {
    const opened = await openPage({ scripts: ['plainbill.js'], strict: true });
    expectFacts(opened);
    const { page, window, witness, all } = opened;
    moveSlider(page);
    for (const { shadowRoot } of all) pressEverything(shadowRoot!);
    await Promise.all(all.map(({ updateComplete }) => updateComplete));
    expect(all[0]!.shadowRoot!.querySelectorAll('[part=step]').length).to.be.greaterThan(3);
    expect(all[1]!.shadowRoot!.querySelector('[part=limit-form]')).not.to.equal(null);
    // A violation is told in a task of its own.
    await new Promise((resolve) => window.setTimeout(resolve));
    expect(witness.problems).to.deep.equal([]);
  });

  it('is watched under that policy: what it forbids is noticed', async () => {
    const { page, witness } = await openPage({ scripts: ['plainbill.js'], strict: true });
    page.body.append(Object.assign(page.createElement('style'), { textContent: 'body { color: red }' }));
    await until(() => witness.problems.length > 0);
    expect(witness.problems[0]).to.match(/^style-src/);
  });
});
