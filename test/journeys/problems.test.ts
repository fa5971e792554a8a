import { expect } from 'chai';
import type { ScenarioInputEvent } from '../../src/elements/events.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { removeFixtures } from '../support/fixture.ts';
import { openWidgets, readInvoice, settled, wordsIn, type Widgets } from '../support/widgets.ts';

type Json = Readonly<Record<string, unknown>>;

/** The last moment of November: what is counted is what is expected, so that every amount can be reckoned by hand. */
const accountOf = (more: Json = {}) => exampleAccount({ as_of: '2026-11-30T22:59:59Z', ...more });

/** The catalog in which Team, the account's plan, has other charges. */
function catalogWith(change: (charges: readonly Json[]) => readonly Json[]): Json {
  const catalog = exampleCatalog();
  const plans = catalog.plans.map((plan) =>
    plan.id === 'team' && 'charges' in plan ? { ...plan, charges: change(plan.charges) } : plan,
  );
  return { ...catalog, plans };
}

/** Its charge for calls is another one. */
const withCalls = (calls: (charge: Json) => Json) =>
  catalogWith((charges) => charges.map((charge) => (charge['id'] === 'calls' ? calls(charge) : charge)));

const tiersWith = (more: Json) => [
  { up_to: '1000', unit_amount: '0' },
  { up_to: null, unit_amount: '0.01', ...more },
];

interface Problem {
  readonly what: string;
  readonly catalog: Json;
  readonly account: Json;
  /** What every widget says. */
  readonly words: string;
  /** Every amount of money that a visitor reads, by widget: prices of the list, never what it comes to. */
  readonly money: Readonly<Record<'forecast' | 'meter' | 'comparison', readonly string[]>>;
}

/** What makes a total unknown. Starter is 10 + 8,000 × 0.02 + 5 × 0 where it has a price. */
const UNKNOWN: readonly Problem[] = [
  {
    what: 'a meter that the account does not report',
    catalog: exampleCatalog(),
    account: accountOf({ usage: { editors: { quantity: '5' } } }),
    words: 'API calls: usage is not reported, so it has no price here.',
    // Starter's fee for the day that is left is due at once, whatever the calls come to.
    money: { forecast: ['+$12.00'], meter: ['$0.01', '$12.00'], comparison: ['$10.00', '$0.33', '$100.00'] },
  },
  {
    what: 'an unknown model',
    catalog: withCalls((charge) => ({ ...charge, model: 'auction' })),
    account: accountOf(),
    words: 'Team cannot be priced here: charges.1.model must be flat or per_unit',
    money: { forecast: [], meter: [], comparison: ['$10.00', '$170', '$170.00', '$170.00'] },
  },
  {
    what: 'an unknown field inside a tier',
    catalog: withCalls(({ unit_amount: _, ...charge }) => ({
      ...charge,
      model: 'graduated',
      tiers: tiersWith({ off_peak_amount: '0.005' }),
    })),
    account: accountOf(),
    words:
      'Team cannot be priced here: charges.1.tiers.1.off_peak_amount is an unknown field, which may change a price.',
    money: { forecast: [], meter: [], comparison: ['$10.00', '$170', '$170.00', '$170.00'] },
  },
  {
    what: 'mismatched currencies',
    catalog: exampleCatalog(),
    account: accountOf({ currency: 'EUR' }),
    words: 'The account is billed in EUR, but these prices are in USD; no total is shown.',
    money: { forecast: [], meter: ['$0.01', '$12.00'], comparison: ['$10.00', '$100.00'] },
  },
];

const moneyIn = (element: Element) => wordsIn(element).match(/[+-]?[$€]\d(?:[\d,.]*\d)?/g) ?? [];

/** The card of the account's plan. */
function ownCard({ comparison }: Widgets): string {
  const cards = [...comparison.renderRoot.querySelectorAll('[part~=card]')];
  return wordsIn(cards.find((card) => wordsIn(card).includes('your plan'))!);
}

describe('what cannot be priced', () => {
  afterEach(removeFixtures);

  for (const { what, catalog, account, words, money } of UNKNOWN) {
    it(`${what}: its own words in every widget, and no total anywhere`, async () => {
      const widgets = await openWidgets('', { catalog, account });
      const { scope, forecast, meter, comparison, all } = widgets;
      for (const widget of all) expect(wordsIn(widget)).to.contain(words);

      expect(wordsIn(forecast)).to.contain('The total is not known.');
      expect(forecast.renderRoot.querySelector('.figure')).to.equal(null);
      if (forecast.renderRoot.querySelector('table')) {
        expect(readInvoice(forecast)).to.include({ total: '', due: '' });
        expect(readInvoice(forecast).rest).to.deep.equal(['Total in USD | not known, as an item has no price']);
      }
      expect(wordsIn(meter)).to.contain('Invoice not known');
      expect(ownCard(widgets)).not.to.match(/cheapest|compared with/);
      expect({ forecast: moneyIn(forecast), meter: moneyIn(meter), comparison: moneyIn(comparison) }).to.deep.equal(
        money,
      );

      // Nor is one made up for those who listen, or said aloud.
      const events: ScenarioInputEvent[] = [];
      scope.addEventListener('pb-scenario-input', (event) => events.push(event));
      const custom = [...forecast.renderRoot.querySelectorAll('label')].find(
        ({ textContent }) => textContent.trim() === 'Customise',
      );
      custom!.click();
      await settled(widgets);
      expect(events.map(({ estimate }) => estimate.invoice.total)).to.deep.equal([null]);
      expect(scope.describeTotal(events[0]!.estimate)).to.equal('The total is not known');
    });
  }

  it('usage without a charge: its own words in every widget; what has a price keeps it, and nothing is cheapest', async () => {
    const widgets = await openWidgets('', {
      catalog: catalogWith((charges) => charges.filter(({ id }) => id !== 'calls')),
      account: accountOf(),
    });
    for (const widget of widgets.all) {
      expect(wordsIn(widget)).to.contain('API calls: this plan has no price for it.');
    }
    // 100 + 5 × 12, and not a cent for calls.
    const { lines, total } = readInvoice(widgets.forecast);
    expect(lines).to.deep.equal(['Platform fee | 100.00', 'Editors | 5 editors | 60.00']);
    expect(total).to.equal('160.00');
    expect(wordsIn(widgets.comparison)).not.to.contain('cheapest');
  });

  it('usage that the price list does not name is told of', async () => {
    const { forecast, meter } = await openWidgets('', {
      catalog: exampleCatalog(),
      account: accountOf({
        usage: { calls: { quantity: '8000' }, editors: { quantity: '5' }, faxes: { quantity: '4' } },
      }),
    });
    for (const widget of [forecast, meter]) {
      expect(wordsIn(widget)).to.contain('Usage is reported for “faxes”, which the price list does not name.');
    }
    expect(readInvoice(forecast).total).to.equal('240.00');
  });
});
