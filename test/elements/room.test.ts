import { expect } from 'chai';
import { exampleDocuments } from '../../src/elements/rehearsal.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { overflowing } from '../support/geometry.ts';
import { WIDGET_TAGS, type Widgets } from '../support/widgets.ts';

/** Where pages put a widget: the box around it, and how wide the widget is there. */
const PLACES = {
  'a block': { style: 'inline-size: 500px', width: 500 },
  'a column of a grid': { style: 'display: grid; grid-template-columns: 1fr; inline-size: 500px', width: 500 },
  'a narrow column of a grid': { style: 'display: grid; grid-template-columns: 1fr; inline-size: 250px', width: 250 },
  'a narrow flex column': { style: 'display: flex; flex-direction: column; inline-size: 250px', width: 250 },
  'a narrow flex row': { style: 'display: flex; inline-size: 250px', width: 250 },
  // Nobody says how wide: it is as wide as it says itself.
  'a wide flex row': { style: 'display: flex; inline-size: 900px; font-size: 16px', width: 320 },
  'a floating box': { style: 'float: left; font-size: 16px', width: 320 },
};

type Widget = Widgets['all'][number];

async function open(tag: (typeof WIDGET_TAGS)[number], style: string): Promise<Widget> {
  const widget = fixture(`<div style="${style}"><${tag}></${tag}></div>`).querySelector<Widget>(tag)!;
  Object.assign(widget, exampleDocuments());
  await widget.updateComplete;
  return widget;
}

describe('the room of a widget', () => {
  afterEach(removeFixtures);

  for (const [place, { style, width }] of Object.entries(PLACES)) {
    it(`is what ${place} gives`, async () => {
      for (const tag of WIDGET_TAGS) {
        const widget = await open(tag, style);
        expect(widget.getBoundingClientRect().width, tag).to.equal(width);
        expect(overflowing(widget), tag).to.deep.equal([]);
        removeFixtures();
      }
    });
  }

  for (const style of ['display: grid; block-size: 3000px', 'display: flex; block-size: 3000px']) {
    it(`is as high as its row: ${style}`, async () => {
      for (const tag of WIDGET_TAGS) {
        const widget = await open(tag, style);
        expect(widget.renderRoot.querySelector<HTMLElement>('.frame')!.offsetHeight, tag).to.equal(3000);
        removeFixtures();
      }
    });
  }

  it('is all of a box that the page has given another display', async () => {
    for (const display of ['block', 'flex', 'inline']) {
      const widget = await open('pb-plan-comparison', 'inline-size: 900px');
      widget.style.cssText = `display: ${display}; block-size: 3000px`;
      const frame = widget.renderRoot.querySelector<HTMLElement>('.frame')!;
      expect(frame.offsetWidth, display).to.equal(900);
      if (display !== 'inline') expect(frame.offsetHeight, display).to.equal(3000);
    }
  });

  it('may be in the document of a frame, whether it comes there new or shown, and here again', async () => {
    for (const tag of WIDGET_TAGS) {
      const place = fixture('<iframe></iframe>');
      const frame = place.querySelector('iframe')!.contentDocument!;
      const [shown, fresh] = [await open(tag, ''), document.createElement<(typeof WIDGET_TAGS)[number]>(tag)];
      const looks = lookOf(shown);
      Object.assign(fresh, exampleDocuments());
      frame.body.append(shown, fresh);
      await Promise.all([shown.updateComplete, fresh.updateComplete]);
      expect([shown, fresh].map(lookOf), tag).to.deep.equal([looks, looks]);
      place.append(shown, fresh);
      await Promise.all([shown.updateComplete, fresh.updateComplete]);
      expect([shown, fresh].map(lookOf), tag).to.deep.equal([looks, looks]);
      removeFixtures();
    }

    function lookOf({ renderRoot, snapshot }: Widget): readonly string[] {
      const { borderTopWidth, backgroundColor, display } = getComputedStyle(renderRoot.querySelector('.frame')!);
      return [snapshot.status, borderTopWidth, backgroundColor, display];
    }
  });

  it('has dots between facts of one line, and none where a line begins or ends', async () => {
    const widget = await open('pb-invoice-forecast', 'inline-size: 250px');
    const lists = [...widget.renderRoot.querySelectorAll<HTMLElement>('.facts')];
    const facts = lists.flatMap((list) => [...list.children].map((fact) => ({ list, fact })));
    const begins = ({ list, fact }: (typeof facts)[number]): boolean =>
      fact.getBoundingClientRect().left === list.getBoundingClientRect().left;
    // Some lines are broken, so that there is something to see.
    expect(facts.filter(begins).length).to.be.above(lists.length);
    for (const { list, fact } of facts) {
      const dot = getComputedStyle(fact, '::before');
      expect(dot.content.includes('·')).to.equal(fact !== list.firstElementChild);
      // It stands outside of its fact, and what is outside of the list is not seen.
      expect(getComputedStyle(list).overflowX).to.equal('clip');
      if (fact !== list.firstElementChild) expect(parseFloat(dot.left)).to.be.below(0);
    }
  });
});
