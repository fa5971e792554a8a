import { expect } from 'chai';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { paddleAccount } from '../../docs/vendors/paddle/account.ts';
import { paddleCatalog, type PaddlePlan } from '../../docs/vendors/paddle/catalog.ts';
import type { PaddleFacts } from '../../docs/vendors/paddle/facts.ts';
import type {
  PaddleDiscount,
  PaddleItem,
  PaddlePreviewLine,
  PaddlePrice,
  PaddleProduct,
  PaddleSubscription,
  PaddleTransaction,
} from '../../docs/vendors/paddle/objects.ts';
import { invoiceOf } from './read-documents.ts';

const AS_OF = '2026-03-20T12:00:00Z';
const PERIOD = { starts_at: '2026-02-28T11:02:03.946454Z', ends_at: '2026-03-31T11:02:03.946454Z' };
const NEXT = { starts_at: PERIOD.ends_at, ends_at: '2026-04-30T11:02:03.946454Z' };

// The products and prices of Paddle's own examples.
const PRO: PaddleProduct = { id: 'pro_pro', name: 'AeroEdit Pro', tax_category: 'standard' };
const VOICE: PaddleProduct = { id: 'pro_voice', name: 'Voice rooms addon', tax_category: 'standard' };
const DOMAINS: PaddleProduct = { id: 'pro_domains', name: 'Custom domains', tax_category: 'standard' };
const seat = priceOf('pri_seat', PRO, '3000');
const addon = priceOf('pri_voice', VOICE, '10000');

const OTHER_CENTS = 'dsc_1: its next transaction has another amount off';

describe('docs/vendors/paddle: prices', () => {
  it('count seats of a product that is sold by the piece, and are a fee elsewhere', () => {
    const { catalog } = catalogOf([planOf([{ ...seat, quantity: { minimum: 10 } }, addon])]);
    expect(catalog.meters).to.deep.equal([{ id: 'pro_pro', name: 'AeroEdit Pro', kind: 'seats', aggregation: 'last' }]);
    expect(catalog.plans[0]?.charges).to.deep.equal([
      {
        id: 'pri_seat',
        name: 'AeroEdit Pro',
        timing: 'in_advance',
        tax_category: 'standard',
        model: 'per_unit',
        meter: 'pro_pro',
        minimum_quantity: '10',
        unit_amount: '30.00',
      },
      {
        id: 'pri_voice',
        name: 'Voice rooms addon',
        timing: 'in_advance',
        tax_category: 'standard',
        model: 'flat',
        amount: '100.00',
      },
    ]);
  });

  it('count the smallest unit as Paddle says it of each currency', () => {
    const inCurrency = (currency: string, minorDigits: number) => {
      const facts = factsOf([itemOf(priceOf('pri_voice', VOICE, '1000', currency))], { currency, minorDigits });
      return readPaddle(facts).total;
    };
    expect(inCurrency('USD', 2)).to.equal('10.00');
    expect(inCurrency('JPY', 0)).to.equal('1000');
    expect(inCurrency('KWD', 3)).to.equal('1.000');
  });

  it("are those of the customer's country", () => {
    const override = { country_codes: ['AU', 'NZ'], unit_price: { amount: '20000', currency_code: 'AUD' } };
    const plans = [planOf([{ ...addon, unit_price_overrides: [override] }])];
    const terms = { minorDigits: 2, seats: [], plans };
    const { catalog } = paddleCatalog({ ...terms, currency: 'AUD', country: 'AU' });
    expect(catalog.plans[0]?.charges?.[0]).to.include({ amount: '200.00' });
    expect(paddleCatalog({ ...terms, currency: 'USD', country: null }).refused).to.deep.equal([]);
    expect(paddleCatalog({ ...terms, currency: 'USD', country: 'AU' }).refused[0]?.message).to.equal(
      'pri_voice: it is in AUD',
    );
  });

  it('have the days of a trial', () => {
    const trial = (interval: 'day' | 'week' | 'month', frequency: number) =>
      catalogOf([planOf([{ ...seat, trial_period: { interval, frequency } }])]);
    expect(trial('day', 14).catalog.plans[0]?.trial_days).to.equal(14);
    expect(trial('week', 2).catalog.plans[0]?.trial_days).to.equal(14);
    expect(trial('month', 1).refused[0]?.message).to.equal('team: a trial of a month has no number of days');
  });

  it('are refused by the id of what our contract cannot say, and their plan is on "contact us"', () => {
    const yearly = { ...addon, billing_cycle: { interval: 'year', frequency: 1 } as const };
    const { product: _, ...bare } = seat;
    const refusals: readonly (readonly [readonly PaddlePrice[], string])[] = [
      [[{ ...seat, unit_price: { amount: '3000', currency_code: 'EUR' } }], 'pri_seat: it is in EUR'],
      [[{ ...seat, unit_price: { amount: '30,00', currency_code: 'USD' } }], 'pri_seat: 30,00 is not an exact'],
      [[bare], 'pri_seat: its product is missing: ask for it with include'],
      [[seat, yearly], 'team: its prices have different billing cycles'],
      [[seat, { ...addon, trial_period: { interval: 'day', frequency: 7 } }], 'team: its prices have different trials'],
      [[{ ...addon, quantity: { minimum: 5 } }], 'pri_voice: it is sold from 5 on: name its product in seats'],
      [[], 'team: it has no price'],
    ];
    for (const [prices, message] of refusals) {
      const { catalog, refused } = catalogOf([planOf(prices)]);
      expect(catalog.plans).to.deep.equal([{ id: 'team', name: 'Team', contact: true }]);
      expect(refused.map((error) => error.message).join()).to.include(message);
    }
  });
});

describe('docs/vendors/paddle: the next transaction', () => {
  const items = [itemOf(seat, 10), itemOf(addon)];
  const facts = factsOf(items);

  it('has every item in advance of the next period, which begins at an instant', () => {
    expect(readPaddle(facts)).to.deep.equal({
      lines: { pri_seat: '300.00', pri_voice: '100.00' },
      taxes: [],
      subtotal: '400.00',
      total: '400.00',
      due: '400.00',
      period: ['2026-02-28T11:02:03.946Z', '2026-03-31T11:02:03.946Z'],
      problems: [],
    });
  });

  it("comes to what Paddle's examples come to, with tax by line", () => {
    // A preview of Paddle's own: 919.00 of seats, an add-on and a charge, 21 per cent.
    expect(readPaddle(factsOf(items, { rate: '0.21', extra: [oneTime('19900', '0.21')] }))).to.deep.include({
      lines: { pri_seat: '300.00', pri_voice: '100.00', pri_once_0: '199.00' },
      taxes: ['125.79'],
      total: '724.79',
    });
    // Another one, of its API reference: prices with 20 per cent within them.
    const within = [itemOf(priceOf('pri_seat', PRO, '4000'), 5), itemOf(priceOf('pri_voice', VOICE, '30000'))];
    const lines = within.map((item) => lineOf(item, '0.2', 'inclusive'));
    expect(lines.map(({ totals }) => totals.subtotal)).to.deep.equal(['16667', '25000']);
    expect(readPaddle(factsOf(within, { lines }))).to.deep.include({ taxes: ['83.33'], total: '500.00' });
    // What is free does not tell whether tax is within its price.
    const withFree = [...within, itemOf(priceOf('pri_free', DOMAINS, '0'))];
    const free = withFree.map((item) => lineOf(item, '0.2', 'inclusive'));
    expect(readPaddle(factsOf(withFree, { lines: free }))).to.deep.include({ taxes: ['83.33'], total: '500.00' });
  });

  it('says that tax is unknown where it ends in half a cent, which Paddle lets go down', () => {
    // 8.875 % of 300.00 and 100.00 are 26.62 and 8.87 in Paddle's examples.
    expect(readPaddle(factsOf(items, { rate: '0.08875' })).taxes).to.deep.equal([]);
    expect(paddleAccount(factsOf(items, { rate: '0.08875' })).tax).to.deep.equal({ behavior: 'unknown' });
    // 285.00: 25.29, in an example of its own.
    const support = [itemOf(priceOf('pri_voice', VOICE, '28500'))];
    expect(readPaddle(factsOf(support, { rate: '0.08875' }))).to.deep.include({ taxes: ['25.29'], total: '310.29' });
  });

  it('knows the rate of each tax category, or says that none is known', () => {
    const books: PaddleProduct = { id: 'pro_books', name: 'Books', tax_category: 'ebooks' };
    const plans = [...facts.plans, planOf([priceOf('pri_books', books, '5000')], 'books')];
    const taxed = { ...factsOf(items, { rate: '0.2' }), plans };
    expect(paddleAccount(taxed).tax.behavior).to.equal('unknown');
    const taxLines = [{ tax_rate: '0.05', product: books }];
    expect(paddleAccount({ ...taxed, taxLines }).tax).to.deep.equal({
      behavior: 'exclusive',
      rounding: 'line',
      rates: {
        standard: [{ name: 'Tax', rate_pct: '20.0' }],
        ebooks: [{ name: 'Tax', rate_pct: '5.00' }],
      },
    });
    // The preview knows better what this customer pays.
    const elsewhere = [...taxLines, { tax_rate: '0.1', product: PRO }];
    expect(paddleAccount({ ...taxed, taxLines: elsewhere }).tax.rates?.['standard']?.[0]?.rate_pct).to.equal('20.0');
    expect(paddleAccount({ ...facts, plans }).tax.behavior).to.equal('unknown');
    expect(paddleAccount(facts).tax.behavior).to.equal('none');
  });

  it('has one-time charges and parts of periods that wait for it', () => {
    const part = { rate: '0.5', billing_period: { starts_at: '2026-03-16T00:00:00Z', ends_at: PERIOD.ends_at } };
    const more = { ...lineOf(itemOf(seat, 2), '0.2'), totals: totals('3000', '0.2'), proration: part };
    const less = { ...lineOf(itemOf(addon, -1), '0.2'), totals: totals('-5000', '0.2'), proration: part };
    const read = readPaddle(factsOf(items, { rate: '0.2', extra: [oneTime('19900', '0.2'), more, less] }));
    // 300 + 100 + 199 + 30 − 50 = 579.00, and 20 per cent of it.
    expect(read).to.deep.include({ subtotal: '579.00', taxes: ['115.80'], total: '694.80' });
    // Whatever comes first: another number of seats for a whole period, and the same number for a part of one.
    const whole = { ...lineOf(itemOf(seat, 2), '0.2') };
    const half = { ...lineOf(itemOf(seat, 10), '0.2'), totals: totals('15000', '0.2'), proration: part };
    const recurring = items.map((item) => lineOf(item, '0.2'));
    expect(readPaddle(factsOf(items, { lines: [whole, half, ...recurring] })).lines).to.deep.equal({
      pri_seat: '300.00',
      pri_voice: '100.00',
      pri_seat_0: '60.00',
      pri_seat_1: '150.00',
    });
    const within = { lines: items.map((item) => lineOf(item, '0.2', 'inclusive')), extra: [oneTime('10000', '0.2')] };
    expect(readPaddle(factsOf(items, within))).to.deep.include({ total: '520.00' });
  });

  it('takes the discount off before tax, off what it is restricted to', () => {
    const percent = discountOf({ type: 'percentage', amount: '10' });
    // Of Paddle's own: 20 seats at 300.00, ten per cent off.
    const seats = [itemOf(priceOf('pri_seat', PRO, '30000'), 20)];
    expect(readPaddle(factsOf(seats, { discount: percent, off: '60000' }))).to.deep.include({ total: '5400.00' });
    const ofNone = { ...percent, restrict_to: [] };
    expect(readPaddle(factsOf(seats, { discount: ofNone, off: '60000' }))).to.deep.include({ total: '5400.00' });
    const flat = discountOf({ type: 'flat', amount: '2000', currency_code: 'USD', restrict_to: ['pro_voice'] });
    const taxed = factsOf(items, { discount: flat, rate: '0.2', off: '2000' });
    expect(paddleAccount(taxed).discounts).to.deep.equal([
      { id: 'dsc_1', name: 'Sale', kind: 'fixed', value: '20.00', scope: 'invoice', charges: ['pri_voice'] },
    ]);
    expect(readPaddle(taxed)).to.deep.include({ subtotal: '380.00', taxes: ['76.00'], total: '456.00' });
  });

  it('takes a discount off as Paddle does, or refuses it where its cents are others', () => {
    const percent = discountOf({ type: 'percentage', amount: '15' });
    const odd = [itemOf(priceOf('pri_seat', PRO, '999'), 3)];
    // 15 per cent of 29.97 are 4.4955.
    expect(readPaddle(factsOf(odd, { discount: percent, off: '450' })).total).to.equal('25.47');
    expect(() => paddleAccount(factsOf(odd, { discount: percent, off: '449' }))).to.throw(Untranslatable, OTHER_CENTS);
    // 12.5 per cent of 1.00 are in the middle of two cents.
    const half = [itemOf(priceOf('pri_seat', PRO, '100'))];
    const eighth = discountOf({ type: 'percentage', amount: '12.5' });
    expect(readPaddle(factsOf(half, { discount: eighth, off: '13' })).total).to.equal('0.87');
    expect(() => paddleAccount(factsOf(half, { discount: eighth, off: '12' }))).to.throw(Untranslatable, OTHER_CENTS);
    // More than there is to pay.
    const flat = discountOf({ type: 'flat', amount: '5000', currency_code: 'USD' });
    expect(readPaddle(factsOf(odd, { discount: flat, off: '2997' })).total).to.equal('0.00');
    expect(() => paddleAccount(factsOf(odd, { discount: flat, off: '2000' }))).to.throw(Untranslatable, OTHER_CENTS);
    // Where tax is within the prices it is within an amount off, too: else 20.00 would be 24.00.
    const within = [itemOf(priceOf('pri_seat', PRO, '12000'))];
    const line = lineOf(within[0]!, '0.2', 'inclusive');
    const inclusive = (off: string, total: string) => {
      const taken = { ...line, totals: { ...line.totals, discount: off, total } };
      const twenty = discountOf({ type: 'flat', amount: '2000', currency_code: 'USD' });
      return factsOf(within, { discount: twenty, off, lines: [taken] });
    };
    expect(readPaddle(inclusive('1667', '10000')).total).to.equal('100.00');
    expect(() => paddleAccount(inclusive('2000', '9600'))).to.throw(Untranslatable, OTHER_CENTS);
    // A charge that waits has it too.
    const charge = { ...oneTime('10000', '0'), totals: { ...totals('10000', '0'), discount: '1500' } };
    const both = factsOf([itemOf(addon)], { discount: percent, off: '3000', extra: [charge] });
    expect(readPaddle(both).total).to.equal('170.00');
  });

  it('has no discount that ends before it', () => {
    const subscription = (discount: PaddleSubscription['discount'], base = facts) => ({
      ...base,
      subscription: { ...base.subscription, discount },
      discount: discountOf({ type: 'percentage', amount: '10' }),
    });
    const over = { id: 'dsc_1', starts_at: '2026-01-01T00:00:00Z', ends_at: PERIOD.ends_at };
    expect(readPaddle(subscription(over)).total).to.equal('400.00');
    expect(() => paddleAccount(subscription({ ...over, ends_at: null }))).to.throw(
      Untranslatable,
      'sub_1: its next transaction has none of its discount',
    );
    const free = factsOf([itemOf(priceOf('pri_voice', VOICE, '0'))]);
    expect(readPaddle(subscription({ ...over, ends_at: null }, free)).total).to.equal('0.00');
  });

  it('draws the credit balance of the currency after tax', () => {
    const balances = [
      { currency_code: 'EUR', balance: { available: '9999' } },
      { currency_code: 'USD', balance: { available: '9000' } },
    ];
    // An example of Paddle's changelog: 100.00 and 20 per cent, 90.00 of credit.
    const read = readPaddle({ ...factsOf([itemOf(addon)], { rate: '0.2' }), balances });
    expect(read).to.deep.include({ taxes: ['20.00'], total: '120.00', due: '30.00' });
  });

  it('names the plan of the catalog, and writes out one at other amounts or in no catalog', () => {
    expect(paddleAccount(facts).subscription.plan).to.equal('team');
    expect(paddleAccount({ ...facts, plans: [planOf([addon, seat])] }).subscription.plan).to.equal('team');
    const dearer = { ...seat, unit_price: { amount: '3240', currency_code: 'USD' } };
    const kept = { ...facts, plans: [planOf([dearer, addon])] };
    expect(paddleAccount(kept).subscription.plan).to.include({ id: 'sub_1', name: 'Team', family: 'team', rank: 0 });
    expect(readPaddle(kept).total).to.equal('400.00');
    const former = { ...facts, plans: [planOf([addon], 'small')], formerPlans: [planOf([seat, addon], 'old')] };
    expect(paddleAccount(former).subscription.plan).to.include({ id: 'sub_1', family: 'old' });
    expect(readPaddle(former).total).to.equal('400.00');
    // Its trial of a month, which is over, puts it on "contact us" for others.
    const trial_period = { interval: 'month', frequency: 1 } as const;
    const tried = { ...facts, plans: [planOf([{ ...seat, trial_period }, addon])] };
    expect(paddleAccount(tried).subscription.plan).to.include({ id: 'sub_1', family: 'team' });
    expect(() => paddleAccount({ ...facts, plans: [planOf([addon])] })).to.throw(
      Untranslatable,
      'pri_seat: the catalog does not count pro_pro: say formerPlans to both',
    );
  });

  it('has no one-time price of the plan a second time', () => {
    const plans = [planOf([seat, addon, { ...priceOf('pri_once', DOMAINS, '19900'), billing_cycle: null }])];
    const started = { ...facts.subscription, started_at: PERIOD.starts_at };
    expect(readPaddle({ ...facts, plans, subscription: started }).total).to.equal('400.00');
  });

  it('has nothing in a trial, and the first fees at its end', () => {
    const trial = { starts_at: '2026-03-17T09:00:00Z', ends_at: '2026-03-31T09:00:00Z' };
    const on = { status: 'trialing', started_at: trial.starts_at, current_billing_period: trial } as const;
    const subscription = {
      ...facts.subscription,
      ...on,
      next_billed_at: trial.ends_at,
      items: items.map((item) => ({ ...item, status: 'trialing', next_billed_at: trial.ends_at })),
    };
    const trialing = { ...facts, subscription, transactions: [] };
    expect(readPaddle(trialing)).to.deep.include({
      total: '400.00',
      period: ['2026-03-17T09:00:00.000Z', '2026-03-31T09:00:00.000Z'],
    });
    // What comes once was paid at the checkout.
    const once = { ...priceOf('pri_once', DOMAINS, '19900'), billing_cycle: null };
    expect(readPaddle({ ...trialing, plans: [planOf([seat, addon, once])] }).total).to.equal('400.00');
  });

  it('ends where a cancellation is booked', () => {
    const scheduled_change = { action: 'cancel', effective_at: PERIOD.ends_at };
    const subscription = { ...facts.subscription, scheduled_change, next_transaction: null };
    expect(paddleAccount({ ...facts, subscription }).subscription.ends_at).to.equal(PERIOD.ends_at);
    expect(paddleAccount({ ...facts, subscription }).tax).to.deep.equal({ behavior: 'unknown' });
    expect(readPaddle({ ...facts, subscription })).to.deep.include({ lines: {}, total: '0.00' });
  });

  it('counts from the next date where the billing date was moved to be sooner', () => {
    const moved = { starts_at: '2026-03-05T00:00:00Z', ends_at: '2026-03-25T00:00:00Z' };
    const subscription = {
      ...facts.subscription,
      current_billing_period: moved,
      next_billed_at: moved.ends_at,
      items: items.map((item) => ({ ...item, next_billed_at: moved.ends_at })),
    };
    expect(readPaddle({ ...facts, subscription })).to.deep.include({
      total: '400.00',
      period: ['2026-02-25T00:00:00.000Z', '2026-03-25T00:00:00.000Z'],
    });
  });

  it('tells past renewals with the period that they look back on, and what of the current one was billed', () => {
    const { billed, last_invoices } = paddleAccount(facts);
    expect(billed[0]).to.deep.equal({
      charge: 'pri_seat',
      amount: '300.00',
      period: { start: PERIOD.starts_at, end: PERIOD.ends_at },
      invoice: '123-1',
    });
    expect(last_invoices).to.deep.equal([
      {
        id: '123-1',
        period: { start: '2026-01-28T11:02:03.946Z', end: PERIOD.starts_at },
        total: '400.00',
        lines: [
          { charge: 'pri_seat', quantity: '10', amount: '300.00' },
          { charge: 'pri_voice', quantity: '1', amount: '100.00' },
        ],
      },
    ]);
    const canceled = { ...facts.transactions[0]!, status: 'canceled' };
    expect(paddleAccount({ ...facts, transactions: [canceled, ...facts.transactions] }).billed[0]?.amount).to.equal(
      '300.00',
    );
    const lines = items.map((item) => lineOf(item, '0.2', 'inclusive'));
    const [paid] = facts.transactions;
    const transactions = [{ ...paid!, details: { ...paid!.details, line_items: lines } }];
    expect(paddleAccount({ ...factsOf(items, { lines }), transactions }).billed[0]?.amount).to.equal('300.00');
    const first = facts.transactions.map((transaction) => ({ ...transaction, origin: 'web' }));
    expect(paddleAccount({ ...facts, transactions: first }).last_invoices).to.deep.equal([]);
  });

  it('is refused where it would be wrong', () => {
    const perSeat = discountOf({ type: 'flat_per_seat', amount: '500', currency_code: 'USD' });
    const inEuro = discountOf({ type: 'flat', amount: '500', currency_code: 'EUR' });
    const long = { starts_at: '2026-03-05T00:00:00Z', ends_at: '2026-05-01T00:00:00Z' };
    const lines = facts.subscription.next_transaction!.details.line_items;
    const [line] = lines;
    const dearer = { ...line!, unit_totals: totals('3240', '0') };
    const discounted = { ...oneTime('19900', '0'), totals: { ...totals('19900', '0'), discount: '1990' } };
    const restricted = discountOf({ type: 'percentage', amount: '10', restrict_to: ['pri_seat'] });
    const { next_transaction: _, ...unasked } = facts.subscription;
    const refusals: readonly (readonly [PaddleFacts, string])[] = [
      [on({ status: 'paused' }), 'sub_1: its status is "paused"'],
      [on({ currency_code: 'EUR' }), 'sub_1: it is in EUR'],
      [on({ scheduled_change: { action: 'pause', effective_at: PERIOD.ends_at } }), 'sub_1: it will pause'],
      [{ ...facts, subscription: unasked }, 'sub_1: its next transaction is missing: ask for it with include'],
      [on({ next_transaction: null }), 'sub_1: it has no next transaction'],
      [on({ next_transaction: { ...preview([]), adjustments: [{}] } }), 'sub_1: its next transaction has adjustments'],
      [on({ current_billing_period: null }), 'sub_1: it has no billing period'],
      [on({ current_billing_period: long }), 'sub_1: its period is longer than its cycle'],
      [on({ items: [{ ...items[0]!, next_billed_at: AS_OF }] }), 'pri_seat: it is billed at another time'],
      [on({ items: [{ ...items[0]!, status: 'inactive' }] }), 'pri_seat: it is inactive'],
      [on({ items: [itemOf(addon, 3)] }), 'pri_voice: 3 of it: name its product in seats'],
      [on({ items: [items[0]!, itemOf(priceOf('pri_other', PRO, '1'))] }), 'pri_other: a second item of the same'],
      [on({ next_transaction: preview([dearer]) }), 'pri_seat: AeroEdit Pro is billed at another price: 3240'],
      [on({ next_transaction: preview(lines, '400') }), 'sub_1: its next transaction has a discount that it has not'],
      [on({ next_transaction: preview([line!]) }), 'pri_voice: its next transaction has it for no whole period'],
      [on({ items: [itemOf(seat, 12), itemOf(addon)] }), 'pri_seat: its next transaction has it for no whole period'],
      [factsOf([itemOf({ ...seat, quantity: { minimum: 20 } }, 10)]), 'pri_seat: 10 of it, where 20 are the least'],
      [factsOf(items, { discount: perSeat, off: '5000' }), 'dsc_1: a discount by "flat_per_seat"'],
      [factsOf(items, { discount: inEuro, off: '500' }), 'dsc_1: its amount is in EUR'],
      [
        factsOf(items, { discount: restricted, off: '3000', extra: [discounted] }),
        'pri_once_0: a discount is on a charge that is no item',
      ],
      [
        { ...factsOf(items, { discount: perSeat, off: '1' }), discount: inEuroOther() },
        'dsc_1: the discount is missing',
      ],
    ];
    for (const [wrong, message] of refusals) {
      expect(() => paddleAccount(wrong), message).to.throw(Untranslatable, message);
    }

    function on(subscription: Partial<PaddleSubscription>): PaddleFacts {
      return { ...facts, subscription: { ...facts.subscription, ...subscription } };
    }

    function inEuroOther(): PaddleDiscount {
      return { ...inEuro, id: 'dsc_2' };
    }
  });
});

function readPaddle(facts: PaddleFacts) {
  const { catalog, refused } = paddleCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, paddleAccount(facts));
}

function catalogOf(plans: readonly PaddlePlan[]) {
  return paddleCatalog({ currency: 'USD', minorDigits: 2, country: null, seats: ['pro_pro'], plans });
}

function planOf(prices: readonly PaddlePrice[], id = 'team'): PaddlePlan {
  return { id, name: 'Team', prices };
}

interface Said {
  readonly rate?: string;
  readonly lines?: readonly PaddlePreviewLine[];
  readonly extra?: readonly PaddlePreviewLine[];
  readonly discount?: PaddleDiscount;
  readonly off?: string;
  readonly currency?: string;
  readonly minorDigits?: number;
}

function factsOf(items: readonly PaddleItem[], said: Said = {}): PaddleFacts {
  const { rate = '0', currency = 'USD', minorDigits = 2, extra = [], discount } = said;
  const lines = said.lines ?? items.map((item) => lineOf(item, rate));
  return {
    currency,
    minorDigits,
    country: null,
    seats: ['pro_pro'],
    revision: 1,
    asOf: AS_OF,
    plans: [planOf(items.map(({ price, product }) => ({ ...price, product })))],
    balances: [],
    transactions: [transactionOf(items, currency)],
    ...(discount ? { discount } : {}),
    subscription: {
      id: 'sub_1',
      status: 'active',
      customer_id: 'ctm_1',
      currency_code: currency,
      started_at: '2026-01-28T11:02:03.946454Z',
      next_billed_at: PERIOD.ends_at,
      current_billing_period: PERIOD,
      billing_cycle: { interval: 'month', frequency: 1 },
      scheduled_change: null,
      discount: discount ? { id: discount.id, starts_at: null, ends_at: null } : null,
      items,
      next_transaction: preview([...lines, ...extra], said.off),
    },
  };
}

function preview(line_items: readonly PaddlePreviewLine[], discount = '0') {
  return { billing_period: NEXT, details: { totals: { discount }, line_items }, adjustments: [] };
}

function priceOf(id: string, product: PaddleProduct, amount: string, currency_code = 'USD') {
  return {
    id,
    product,
    billing_cycle: { interval: 'month', frequency: 1 },
    trial_period: null,
    unit_price: { amount, currency_code },
    unit_price_overrides: [],
    quantity: { minimum: 1 },
  } as const;
}

function itemOf(price: PaddlePrice & { readonly product: PaddleProduct }, quantity = 1): PaddleItem {
  return { status: 'active', quantity, next_billed_at: PERIOD.ends_at, price, product: price.product };
}

function lineOf(
  { price, product, quantity }: PaddleItem,
  tax_rate: string,
  behavior: 'exclusive' | 'inclusive' = 'exclusive',
): PaddlePreviewLine {
  const unit = Number(price.unit_price.amount);
  const net = (gross: number) => (behavior === 'inclusive' ? Math.round(gross / (1 + Number(tax_rate))) : gross);
  return {
    price_id: price.id,
    quantity,
    product,
    tax_rate,
    totals: totals(String(net(unit * quantity)), tax_rate),
    unit_totals: totals(String(net(unit)), tax_rate),
    proration: { rate: '1', billing_period: NEXT },
  };
}

function oneTime(amount: string, tax_rate: string): PaddlePreviewLine {
  const line = { price_id: 'pri_once', quantity: 1, product: DOMAINS, tax_rate };
  return { ...line, totals: totals(amount, tax_rate), unit_totals: totals(amount, tax_rate), proration: null };
}

function totals(subtotal: string, rate: string) {
  // Half a cent goes down, as in Paddle's examples.
  const tax = Math.ceil(Number(subtotal) * Number(rate) - 0.5);
  return { subtotal, discount: '0', tax: String(tax), total: String(Number(subtotal) + tax) };
}

function discountOf(said: Partial<PaddleDiscount>): PaddleDiscount {
  const base = { id: 'dsc_1', description: 'Sale', type: 'percentage', amount: '10' };
  return { ...base, currency_code: null, restrict_to: null, ...said };
}

function transactionOf(items: readonly PaddleItem[], currency_code: string): PaddleTransaction {
  const line_items = items.map((item) => lineOf(item, '0'));
  const total = String(line_items.reduce((sum, line) => sum + Number(line.totals.total), 0));
  return {
    id: 'txn_1',
    status: 'completed',
    origin: 'subscription_recurring',
    invoice_number: '123-1',
    currency_code,
    billing_period: PERIOD,
    details: { totals: { total }, line_items },
  };
}
