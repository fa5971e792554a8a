import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import { createPricingStore, type PricingStore } from '../../src/store/pricing-store.ts';
import { createStaticResource } from '../../src/client/index.ts';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { translate } from '../support/translator.ts';
import { WIDGET_TAGS, type Widgets } from '../support/widgets.ts';

type Widget = Widgets['all'][number];

async function show(tag: (typeof WIDGET_TAGS)[number], store: PricingStore): Promise<Widget> {
  const widget = fixture(`<${tag}></${tag}>`).querySelector<Widget>(tag)!;
  widget.store = store;
  await widget.updateComplete;
  return widget;
}

const wordsOf = ({ renderRoot }: Widget) => renderRoot.querySelector('.frame')!.textContent.replace(/\s+/g, ' ');

describe('a page that is translated by a machine', () => {
  afterEach(removeFixtures);

  for (const tag of WIDGET_TAGS) {
    for (const isObedient of [true, false]) {
      it(`shows what holds now in <${tag}>, ${isObedient ? 'which is left as it is' : 'even where nobody asks'}`, async () => {
        const store = createPricingStore({
          catalog: createStaticResource(() => parseCatalog(exampleCatalog())),
          account: createStaticResource(() => parseAccount(exampleAccount())),
        });
        const widget = await show(tag, store);
        const words = wordsOf(widget);
        translate(document, isObedient);
        if (isObedient) expect(wordsOf(widget)).to.equal(words);
        else expect(wordsOf(widget)).to.not.equal(words);
        for (const quantity of [31_337, 271_828]) {
          store.edit(withQuantity('calls', new Decimal(quantity), 'exactly'));
          await widget.updateComplete;
        }
        expect(wordsOf(widget)).to.equal(wordsOf(await show(tag, store)));
      });
    }
  }
});
