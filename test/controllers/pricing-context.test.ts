import { expect } from 'chai';
import { html, LitElement } from 'lit';
import {
  PricingContextProvider,
  requestPricingContext,
  type PricingContext,
} from '../../src/controllers/pricing-context.ts';
import { createPricingStore } from '../../src/store/pricing-store.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';

type Words = Readonly<Record<string, string>>;

class ContextScope extends LitElement {
  readonly provider = new PricingContextProvider<Words>(this);

  protected override render() {
    return html`<slot></slot>`;
  }
}
customElements.define('context-scope', ContextScope);

const contextOf = (locale: string): PricingContext<Words> => ({ store: createPricingStore(), locale, messages: null });

/** Asks from an element, and writes down the answers' locales. */
function ask(from: Element) {
  const answers: (string | null)[] = [];
  const leave = requestPricingContext<Words>(from as HTMLElement, (context) => answers.push(context && context.locale));
  return { answers, leave };
}

describe('requestPricingContext', () => {
  afterEach(removeFixtures);

  it('answers at once, and again with each new context, until it is left', () => {
    const scope = fixture('<context-scope><p></p></context-scope>').firstElementChild as ContextScope;
    const { answers, leave } = ask(scope.firstElementChild!);
    const first = contextOf('en');
    scope.provider.provide(first);
    scope.provider.provide({ ...first });
    scope.provider.provide({ ...first, locale: 'de' });
    leave!();
    scope.provider.provide(null);
    expect(answers).to.deep.equal([null, 'en', 'de']);
  });

  it('asks the nearest scope only, across shadow roots', () => {
    const outer = fixture('<context-scope><context-scope><div></div></context-scope></context-scope>')
      .firstElementChild as ContextScope;
    const inner = outer.firstElementChild as ContextScope;
    outer.provider.provide(contextOf('outer'));
    inner.provider.provide(contextOf('inner'));
    const deep = document.createElement('p');
    inner.firstElementChild!.attachShadow({ mode: 'open' }).append(deep);
    expect(ask(deep).answers).to.deep.equal(['inner']);
    expect(ask(inner).answers, 'a scope asks the one above itself').to.deep.equal(['outer']);
  });

  it('says where there is no scope', () => {
    const { answers, leave } = ask(fixture('<p></p>').firstElementChild!);
    expect(leave).to.equal(undefined);
    expect(answers).to.deep.equal([]);
  });

  it('is not answered by a scope that has left the page', () => {
    const scope = fixture('<context-scope><p></p></context-scope>').firstElementChild as ContextScope;
    scope.remove();
    expect(ask(scope.firstElementChild!).leave).to.equal(undefined);
  });
});
