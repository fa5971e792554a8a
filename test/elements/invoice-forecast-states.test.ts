import { expect } from 'chai';
import type { GalleryState } from '../../demo/gallery/gallery-state.ts';
import ardesia from '../../demo/public/catalogs/ardesia.json';
import quaystone from '../../demo/public/catalogs/quaystone.json';
import tilla from '../../demo/public/catalogs/tilla.json';
import { galleryGroups } from '../../demo/gallery/states.ts';
import '../../src/elements/invoice-forecast/index.ts';
import type { InvoiceForecast } from '../../src/elements/invoice-forecast/index.ts';
import { violationsIn } from '../support/axe.ts';
import { cdp } from '../support/commands.ts';
import { englishIn } from '../support/english.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { overflowing, smallTargets } from '../support/geometry.ts';
import { pseudoLanguage } from '../../demo/messages/pseudo.ts';

const NOW = Date.parse('2026-11-22T13:05:00Z');

async function mount(properties: Partial<InvoiceForecast>, width = '60em') {
  const place = fixture('<pb-invoice-forecast></pb-invoice-forecast>');
  place.style.inlineSize = width;
  const widget = place.querySelector('pb-invoice-forecast')!;
  Object.assign(widget, { locale: 'en', ...properties });
  await widget.updateComplete;
  return widget;
}

const documentOf = (reply: GalleryState['account']) =>
  reply !== null && typeof reply === 'object' && 'json' in reply ? reply.json : null;

async function openAll(widget: InvoiceForecast) {
  for (const button of widget.shadowRoot!.querySelectorAll<HTMLButtonElement>('button.opens')) button.click();
  await widget.updateComplete;
}

const states = galleryGroups({ ardesia, quaystone, tilla }, NOW)
  .flatMap((group) => group.states)
  // Of documents that cannot be read there is nothing to show.
  .filter(({ id }) => id !== 'failed-contract')
  .filter(({ catalog, account }) => documentOf(catalog) && (account === null || documentOf(account)));

describe('<pb-invoice-forecast> in every state of the gallery', () => {
  afterEach(removeFixtures);

  for (const { id, title, catalog, account } of states) {
    it(`is accessible and holds everything at 320 px: ${title} (${id})`, async () => {
      const documents = { catalog: documentOf(catalog), account: documentOf(account) };
      const widget = await mount(documents, '320px');
      expect(widget.matches(':state(failed)'), 'failed').to.equal(false);
      await openAll(widget);
      expect(await violationsIn(widget)).to.deep.equal([]);
      expect(overflowing(widget)).to.deep.equal([]);
    });
  }
});

describe('<pb-invoice-forecast> under other conditions', () => {
  afterEach(removeFixtures);
  const everyday = states.find(({ id }) => id === 'usage')!;
  const documents = { catalog: documentOf(everyday.catalog), account: documentOf(everyday.account) };

  it('is accessible in the dark, in a wide container, with a problem in a field', async () => {
    const widget = await mount({ ...documents, theme: 'dark' });
    widget.parentElement!.style.background = '#000';
    await openAll(widget);
    const field = widget.shadowRoot!.querySelector<HTMLInputElement>('.quantity input[type=text]')!;
    field.value = 'many';
    field.dispatchEvent(new InputEvent('input'));
    field.dispatchEvent(new Event('change'));
    await widget.updateComplete;
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('holds everything with text of twice the size, also from right to left', async () => {
    for (const locale of ['en', 'ar']) {
      const widget = await mount({ ...documents, locale }, '320px');
      widget.style.fontSize = '200%';
      await openAll(widget);
      expect(overflowing(widget), locale).to.deep.equal([]);
    }
  });

  it('writes no day over another with text of twice the size', async () => {
    for (const id of ['usage', 'outcomes']) {
      const { catalog, account } = states.find((state) => state.id === id)!;
      const widget = await mount({ catalog: documentOf(catalog), account: documentOf(account) }, '320px');
      widget.style.fontSize = '200%';
      const days = [...widget.shadowRoot!.querySelectorAll('.plot .x')]
        .map((day) => day.getBoundingClientRect())
        .filter(({ width }) => width > 0);
      expect(days.length).to.be.above(0);
      for (const [index, { right }] of days.slice(0, -1).entries())
        expect(right, id).to.be.below(days[index + 1]!.left);
    }
  });

  it('breaks no word of a name, however narrow a column is', async () => {
    for (const id of ['outcomes', 'every-model']) {
      const { catalog, account } = states.find((state) => state.id === id)!;
      const widget = await mount({ catalog: documentOf(catalog), account: documentOf(account) });
      for (const width of ['11em', '20em', '34.5em', '46.5em', '52em', '60em']) {
        widget.parentElement!.style.inlineSize = width;
        for (const name of widget.shadowRoot!.querySelectorAll('.quantity label bdi, tbody th bdi')) {
          const text = [...name.childNodes].find((node) => node instanceof Text)!;
          for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            expect(range.getClientRects().length, `${word}, ${width}`).to.equal(1);
          }
        }
      }
    }
  });

  it('says nothing of its own in English where the language is another', async () => {
    const widget = await mount({ ...documents, messages: pseudoLanguage() });
    await openAll(widget);
    expect(englishIn(widget, documents)).to.deep.equal([]);
  });

  it('has controls of at least 24 px', async () => {
    const widget = await mount(documents, '320px');
    await openAll(widget);
    expect(smallTargets(widget)).to.deep.equal([]);
  });

  it('has fields of one width, whatever is in them, and a skeleton of about its own size', async () => {
    const widget = await mount(documents);
    const fields = [...widget.shadowRoot!.querySelectorAll<HTMLElement>('.quantity input[type=text]')];
    expect(new Set(fields.map((field) => field.offsetWidth)).size).to.equal(1);
    const loading = await mount({ endpoint: 'about:blank' });
    expect(loading.matches(':state(loading)')).to.equal(true);
    for (const width of ['60em', '48em']) {
      for (const { parentElement } of [widget, loading]) parentElement!.style.inlineSize = width;
      expect(loading.offsetHeight / widget.offsetHeight, width).to.be.within(0.85, 1.15);
    }
  });

  it('lays the page out at most once per slider step', async function () {
    // Only Chromium counts its layouts.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    const widget = await mount({ catalog: exampleCatalog(), account: exampleAccount() });
    const slider = widget.shadowRoot!.querySelector<HTMLInputElement>('.quantity [type=range]')!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await cdp('Performance.enable');
    const layouts = async () => {
      const { metrics } = await cdp<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')!.value;
    };
    const step = async (position: number) => {
      slider.value = String(position);
      slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await frame();
    };
    for (let position = 1; position <= 5; position += 1) await step(position);
    const before = await layouts();
    for (let position = 6; position <= 15; position += 1) await step(position);
    expect((await layouts()) - before).to.be.at.most(10);
  });
});
