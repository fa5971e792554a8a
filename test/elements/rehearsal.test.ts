import { expect } from 'chai';
import { html } from 'lit';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { define } from '../../src/elements/define.ts';
import { PricingElement, type Shape } from '../../src/elements/pricing-element.ts';
import { rehearse } from '../../src/elements/rehearsal.ts';
import type { PricingStore } from '../../src/store/pricing-store.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';

/** What has been rendered, and whether it stood in the page. */
const renders: { readonly total: string; readonly isConnected: boolean; readonly locale: string }[] = [];
const skeletons: (Shape | undefined)[] = [];

class RehearsingWidget extends PricingElement {
  protected get label(): string {
    return 'Rehearsing';
  }

  protected override renderSkeleton(shape: Shape | undefined): unknown {
    skeletons.push(shape);
    return super.renderSkeleton(shape);
  }

  protected renderReady({ invoice, currency }: Estimate): unknown {
    const total = this.format.money(invoice.total!, currency);
    renders.push({ total, isConnected: this.isConnected, locale: this.format.locale });
    return html`${total}<rehearsing-part></rehearsing-part>`;
  }
}
define('rehearsing-widget', RehearsingWidget);

/** What is around a part of the example when it comes into the page. */
const stages: {
  readonly text: string;
  readonly height: number;
  readonly grown: number;
  readonly visibility: string;
}[] = [];

class RehearsingPart extends HTMLElement {
  connectedCallback(): void {
    const { host } = this.getRootNode() as ShadowRoot;
    const stage = host.shadowRoot!.lastElementChild as HTMLElement;
    const { height } = stage.getBoundingClientRect();
    const { visibility } = getComputedStyle(this);
    const frame = host.shadowRoot!.querySelector('.frame')!;
    const grown = host.getBoundingClientRect().height - frame.getBoundingClientRect().height;
    const text = stage.querySelector('.frame')!.textContent.trim();
    stages.push({ text, height, grown, visibility });
  }
}
define('rehearsing-part', RehearsingPart);

describe('rehearse', () => {
  afterEach(removeFixtures);

  it('lets each step wait for an idle moment, once for a tag', async () => {
    const rendered: string[] = [];
    let isAsked = 0;
    const render =
      (name: string) =>
      ({ snapshot }: PricingStore): Node[] => (rendered.push(`${name}, ${snapshot.status}`), []);
    const isWaiting = (): boolean => (isAsked += 1) > 0;
    const root = fixture('');
    rehearse('tag-once', isWaiting, render('first'), root);
    rehearse('tag-once', isWaiting, render('again'), root);
    expect(isAsked).to.equal(0);
    await until(() => rendered.length > 2);
    rehearse('tag-other', isWaiting, render('other'), root);
    await until(() => rendered.length > 5);
    expect(rendered).to.deep.equal([
      ...Array<string>(3).fill('first, ready'),
      ...Array<string>(3).fill('other, ready'),
    ]);
    // Two documents, three times invoice, forecast and widget, the first widget's layout: no step does it all.
    await until(() => isAsked >= 2 * (2 + 3 * 3 + 1));
  });

  it('leaves the rest once the documents are there', async () => {
    let steps = 0;
    const isWaiting = (): boolean => (steps += 1) < 3;
    rehearse('tag-late', isWaiting, () => expect.fail('there was no need to'), fixture(''));
    await until(() => steps === 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(steps).to.equal(3);
  });

  it('shows a widget’s example nowhere, in the widget’s language, and leaves its skeleton as it was', async () => {
    const place = fixture('<rehearsing-widget endpoint="/silence" locale="de-DE"></rehearsing-widget>');
    const widget = place.querySelector('rehearsing-widget') as RehearsingWidget;
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    const { fetch } = globalThis;
    const requests: unknown[] = [];
    globalThis.fetch = async (input) => {
      requests.push(input);
      return new Promise<Response>(() => undefined);
    };
    try {
      await widget.updateComplete;
      await until(() => requests.length === 2);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      observer.observe(widget.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
      await until(() => renders.length > 0);
      expect(renders[0]).to.include({ isConnected: false, locale: 'de-DE' });
      expect(renders[0]!.total).to.match(/^\d+,\d\d\s\$$/);
      expect(requests).to.have.length(2);
      // To be laid out it has to stand somewhere: in no height, unseen, and gone before anything else happens.
      await until(() => stages.length > 0);
      expect(stages).to.deep.equal([{ text: renders[0]!.total, height: 0, grown: 0, visibility: 'hidden' }]);
      const [came, went, ...others] = [...changes, ...observer.takeRecords()];
      expect(others).to.deep.equal([]);
      expect([...came!.addedNodes]).to.have.length(1);
      expect([...came!.addedNodes]).to.deep.equal([...went!.removedNodes]);
      expect(widget.matches(':state(loading)')).to.equal(true);
      widget.requestUpdate();
      await widget.updateComplete;
      expect(skeletons.every((shape) => shape === undefined)).to.equal(true);
    } finally {
      observer.disconnect();
      globalThis.fetch = fetch;
    }
  });
});
