import fc from 'fast-check';
import { amount, below } from './random-charge.ts';
import type { WireAccount, WireCatalog, WireCharge, WireCredit, WireDiscount, WirePlan, WireTax } from './wire.ts';

/** A plan and a customer of it, in one period that both have in full. */
export interface BillCase {
  readonly catalog: WireCatalog & { readonly version: 1 };
  readonly account: WireAccount & { readonly version: 1; readonly revision: number };
  readonly plan: WirePlan;
}

const often = <T>(arbitrary: fc.Arbitrary<T>, one = 2): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: one });
const mode = fc.constantFrom('half_away', 'half_away', 'half_even', 'up', 'down', 'ceil', 'floor');
const CATEGORIES = ['usage', 'fees'] as const;
const CHARGE_IDS = ['c0', 'c1', 'c2', 'c3', 'c4'];

/** Bills with anything on them that an invoice is settled by; `digits`: how large amounts may be. */
export function billCases(digits = 6): fc.Arbitrary<BillCase> {
  return fc.constantFrom('USD', 'JPY', 'KWD').chain((currency) => {
    const scale = { USD: 2, JPY: 0, KWD: 3 }[currency];
    const money = amount(digits, scale);
    return fc
      .record({
        charges: fc.array(charge(digits), { minLength: 1, maxLength: CHARGE_IDS.length }),
        items: fc.array(
          fc.record({
            amount: signed(money),
            discountable: fc.boolean(),
            tax_category: often(fc.constantFrom(...CATEGORIES)),
          }),
          { maxLength: 2 },
        ),
        rounding: fc.record({ mode, at: fc.constantFrom('line', 'line', 'invoice') }),
        planDiscounts: fc.array(discount(money), { maxLength: 1 }),
        discounts: fc.array(discount(money), { maxLength: 3 }),
        minimum: often(amount(3, 4), 6),
        maximum: often(amount(digits, 4), 6),
        commitment: often(
          fc.record({
            amount: amount(digits, 3),
            counted: often(amount(3, 2)),
            basis: fc.constantFrom('before_discounts', 'after_discounts'),
          }),
        ),
        tax: tax(),
        credits: fc.array(credit(currency, money), { maxLength: 4 }),
      })
      .map((drawn) => assembled(currency, drawn));
  });
}

interface Drawn {
  readonly charges: readonly WireCharge[];
  readonly items: readonly {
    readonly amount: string;
    readonly discountable: boolean;
    readonly tax_category?: string | undefined;
  }[];
  readonly rounding: { readonly mode: string; readonly at: string };
  readonly planDiscounts: readonly WireDiscount[];
  readonly discounts: readonly WireDiscount[];
  readonly minimum?: string | undefined;
  readonly maximum?: string | undefined;
  readonly commitment?: object | undefined;
  readonly tax: WireTax;
  readonly credits: readonly WireCredit[];
}

function assembled(currency: string, drawn: Drawn): BillCase {
  const charges = drawn.charges.map((each, index) => plain({ ...each, id: `c${index}` }));
  const known = new Set(charges.map(({ id }) => id));
  const numbered = (discounts: readonly WireDiscount[], prefix: string): WireDiscount[] =>
    discounts.map((each, index) => plain({ ...each, id: `${prefix}${index}`, ...only(each.charges, known) }));
  const plan = plain({
    id: 'p',
    interval: { unit: 'month', count: 1 },
    charges,
    rounding: drawn.rounding,
    discounts: numbered(drawn.planDiscounts, 'pd'),
    minimum_amount: drawn.minimum,
    maximum_amount: drawn.maximum !== undefined && below(drawn.maximum, drawn.minimum) ? undefined : drawn.maximum,
  }) as WirePlan;
  const account = plain({
    version: 1 as const,
    revision: 1,
    as_of: '2026-03-10T12:00:00Z',
    time_zone: 'UTC',
    currency,
    subscription: { plan: 'p', status: 'active', anchor: '2026-03-01', started_at: '2026-01-01' },
    pending_items: drawn.items.map((item, index) => plain({ ...item, id: `i${index}` })),
    discounts: numbered(drawn.discounts, 'd'),
    commitment: drawn.commitment === undefined ? undefined : plain(drawn.commitment),
    tax: drawn.tax,
    credits: drawn.credits.map((each, index) => plain({ ...each, id: `k${index}`, ...only(each.charges, known) })),
  }) as BillCase['account'];
  return { catalog: { version: 1, currency, meters: [], plans: [plan] }, account, plan };
}

function only(
  charges: readonly string[] | null | undefined,
  known: ReadonlySet<string>,
): { charges?: readonly string[] } {
  return charges == null ? {} : { charges: charges.filter((id) => known.has(id)) };
}

function charge(digits: number): fc.Arbitrary<WireCharge> {
  return fc.record({
    id: fc.constant(''),
    model: fc.constant('flat'),
    amount: amount(digits, 14),
    timing: fc.constant('in_arrears'),
    tax_category: often(fc.constantFrom(...CATEGORIES)),
    discountable: often(fc.boolean()),
    counts_toward_commitment: often(fc.boolean(), 4),
    rounding: often(fc.record({ mode, at: fc.constant('line'), scale: fc.integer({ min: 0, max: 6 }) }), 8),
  });
}

function discount(money: fc.Arbitrary<string>): fc.Arbitrary<WireDiscount> {
  const percent = fc.record({ kind: fc.constant('percent'), value: fc.oneof(amount(2, 4), fc.constant('100')) });
  const fixed = fc.record({ kind: fc.constant('fixed'), value: money });
  const tiered = fc.record({
    kind: fc.constant('percent'),
    tiers: fc.tuple(amount(4, 2), amount(2, 2), amount(2, 2)).map(([bound, low, high]) => [
      { up_to: bound, value: low },
      { up_to: null, value: high },
    ]),
  });
  const around = fc.record({
    id: fc.constant(''),
    scope: fc.constantFrom('line', 'invoice'),
    charges: often(fc.uniqueArray(fc.constantFrom(...CHARGE_IDS), { maxLength: 3 })),
    remaining_amount: often(amount(4, 3), 4),
  });
  return fc.tuple(fc.oneof(percent, fixed, tiered), around).map(([value, rest]) => ({ ...rest, ...value }));
}

function tax(): fc.Arbitrary<WireTax> {
  const rate = fc.record({
    name: fc.constantFrom('VAT', 'City'),
    rate_pct: fc.oneof(amount(2, 3), fc.constantFrom('20', '5.5')),
    compound: fc.boolean(),
  });
  const different = fc.uniqueArray(rate, { maxLength: 2, selector: ({ name }) => name });
  const rates = fc.oneof(
    { weight: 5, arbitrary: different },
    { weight: 1, arbitrary: rate.map((twice) => [twice, twice]) },
  );
  return fc.record({
    behavior: fc.constantFrom('exclusive', 'exclusive', 'inclusive', 'none'),
    rounding: fc.constantFrom('line', 'rate', 'invoice'),
    rates: fc.record({ standard: rates, usage: rates }),
  });
}

function credit(currency: string, money: fc.Arbitrary<string>): fc.Arbitrary<WireCredit> {
  return fc.record({
    id: fc.constant(''),
    unit: fc.constant(currency),
    balance: fc.oneof(money, amount(3, 4)),
    priority: fc.nat(2),
    expires_at: often(fc.constantFrom('2026-05-01', '2026-06-01')),
    granted_at: often(fc.constantFrom('2025-01-01', '2026-01-01')),
    source: fc.constantFrom('granted', 'purchased', 'goodwill'),
    applied: fc.constantFrom('before_tax', 'after_tax', 'after_tax'),
    charges: often(fc.uniqueArray(fc.constantFrom(...CHARGE_IDS), { maxLength: 2 }), 4),
  });
}

function signed(money: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(money, fc.boolean()).map(([text, negative]) => (negative && /[1-9]/.test(text) ? `-${text}` : text));
}

/** Without the fields that were not drawn. */
function plain<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
