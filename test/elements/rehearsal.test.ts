import { expect } from 'chai';
import { html } from 'lit';
import type { Estimate } from '../../src/engine/estimate.ts';
import { define } from '../../src/elements/define.ts';
import { PricingElement, type Shape } from '../../src/elements/pricing-element.ts';
import { rehearse } from '../../src/elements/rehearsal.ts';
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
    return html`${total}`;
  }
}
define('rehearsing-widget', RehearsingWidget);

describe('rehearse', () => {
  afterEach(removeFixtures);

  it('lets each step wait for an idle moment, once for a tag', async () => {
    const rendered: string[] = [];
    let isAsked = 0;
    const render = (name: string) => (): void => void rendered.push(name);
    const isWaiting = (): boolean => (isAsked += 1) > 0;
    rehearse('tag-once', isWaiting, render('first'));
    rehearse('tag-once', isWaiting, render('again'));
    expect(isAsked).to.equal(0);
    await until(() => rendered.length > 0);
    rehearse('tag-other', isWaiting, render('other'));
    await until(() => rendered.length > 1);
    expect(rendered).to.deep.equal(['first', 'other']);
    // Two documents, the forecast, the widget: no step does it all.
    expect(isAsked).to.be.at.least(8);
  });

  it('leaves the rest once the documents are there', async () => {
    let steps = 0;
    const isWaiting = (): boolean => (steps += 1) < 3;
    rehearse('tag-late', isWaiting, () => expect.fail('there was no need to'));
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
      expect([...changes, ...observer.takeRecords()]).to.deep.equal([]);
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
