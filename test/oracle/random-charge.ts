import fc from 'fast-check';
import { exact } from './exact.ts';
import type { WireCharge, WireTier } from './wire.ts';

/** The models that are functions of one quantity. */
export const METERED = ['per_unit', 'graduated', 'volume', 'stairstep'] as const;
export type MeteredModel = (typeof METERED)[number];

/** A decimal as it travels: up to `whole` digits before the point and `fraction` behind it, no trailing zeros. */
export function decimalText(whole: number, fraction: number): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** BigInt(whole) - 1n }),
      fc.nat(fraction),
      fc.bigInt({ min: 0n, max: 10n ** 20n }),
    )
    .map(([units, digits, tail]) => {
      const behind = (tail + 10n ** 20n)
        .toString()
        .slice(1, digits + 1)
        .replace(/0+$/, '');
      return behind === '' ? units.toString() : `${units.toString()}.${behind}`;
    });
}

/** Small and large ones in like measure: a uniform number of eighteen digits is hardly ever small. */
export function amount(whole: number, fraction: number): fc.Arbitrary<string> {
  return fc.nat(whole - 1).chain((digits) => decimalText(digits + 1, fraction));
}

const rounding = fc.constantFrom('half_away', 'half_even', 'up', 'down', 'ceil', 'floor');
const maybe = <T>(arbitrary: fc.Arbitrary<T>, often = 3): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: often });

/** A factor or size above 0. */
const positive = (whole: number, fraction: number): fc.Arbitrary<string> =>
  amount(whole, fraction).map((text) => (/[1-9]/.test(text) ? text : '1'));

/** Ascending bounds, the last one open or not. */
function bounds(count: number): fc.Arbitrary<(string | null)[]> {
  return fc
    .tuple(
      fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: count, maxLength: count }),
      fc.nat(4),
      fc.boolean(),
    )
    .map(([widths, digits, open]) => {
      const sorted = widths.sort((a, b) => (a < b ? -1 : 1));
      const texts = sorted.map((width) => shifted(width, digits));
      return open ? [...texts.slice(0, -1), null] : texts;
    });
}

/** `width` ÷ 10^digits, in canonical text. */
function shifted(width: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  const behind = digits === 0 ? '' : (width % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  return behind === '' ? (width / unit).toString() : `${(width / unit).toString()}.${behind}`;
}

function tiers(model: MeteredModel, money: boolean): fc.Arbitrary<WireTier[]> {
  const price = money ? fc.record({ rate_pct: amount(2, 6) }) : fc.record({ unit_amount: amount(4, 14) });
  const flat = fc.record({ flat_amount: amount(5, 4) }, { requiredKeys: [] });
  const size = fc.record({ package_size: fc.constantFrom('5', '100', '2.5') }, { requiredKeys: [] });
  const priced: fc.Arbitrary<WireTier> = fc
    .tuple(price, flat, fc.option(size, { nil: {}, freq: 3 }))
    .map(([a, b, c]) => ({ ...a, ...b, ...c }));
  const one: fc.Arbitrary<WireTier> = model === 'stairstep' ? fc.record({ flat_amount: amount(5, 4) }) : priced;
  return fc
    .integer({ min: 1, max: 6 })
    .chain((count) => fc.tuple(bounds(count), fc.array(one, { minLength: count, maxLength: count })))
    .map(([ups, prices]) => prices.map((tier, index) => ({ up_to: ups[index] ?? null, ...tier })));
}

/** A charge on the meter `m` with any of the choices of its quantity pipeline; `money`: its tiers are percentages. */
export function meteredCharge(model: MeteredModel, money = false): fc.Arbitrary<WireCharge> {
  const base = model === 'per_unit' ? perUnit(money) : tiered(model, money);
  return fc
    .tuple(base, pipeline(), limits())
    .map(([price, quantity, limit]) => defined({ id: 'c', meter: 'm', ...price, ...quantity, ...limit }));
}

function perUnit(money: boolean): fc.Arbitrary<Partial<WireCharge>> {
  const model = fc.constant('per_unit');
  return money ? fc.record({ model, rate_pct: amount(2, 6) }) : fc.record({ model, unit_amount: amount(6, 14) });
}

function tiered(model: MeteredModel, money: boolean): fc.Arbitrary<Partial<WireCharge>> {
  return fc.record({
    model: fc.constant(model),
    tiers: tiers(model, money),
    tier_bound: maybe(fc.constantFrom('inclusive', 'exclusive')),
    zero_usage_flat: maybe(fc.constantFrom('none', 'charged')),
    beyond_last: fc.constantFrom('last', 'free', 'not_sold'),
    tier_by: model === 'volume' ? maybe(fc.constant('n'), 5) : fc.constant(undefined),
  });
}

function pipeline(): fc.Arbitrary<Partial<WireCharge>> {
  const round = fc.record({ increment: fc.constantFrom('1', '10', '0.01', '0.5', '3'), mode: rounding });
  return fc.record({
    negative: maybe(fc.constantFrom('clamp', 'mirror', 'refuse'), 2),
    convert: maybe(
      fc.record({
        multiply_by: maybe(positive(2, 3)),
        divide_by: maybe(fc.constantFrom('1024', '1000', '3', '60', '7.5')),
        round: maybe(round),
      }),
    ),
    minimum_quantity: maybe(amount(3, 2)),
    included: maybe(
      fc.record({
        quantity: amount(5, 3),
        per: maybe(fc.constant('s')),
        mode: maybe(fc.constantFrom('deduct', 'cliff')),
      }),
    ),
    package: maybe(
      fc.record({
        size: fc.constantFrom('1000', '10', '3', '0.5', '7'),
        rounding: maybe(fc.constantFrom('up', 'down', 'nearest', 'none')),
        scope: maybe(fc.constantFrom('total', 'tier')),
      }),
    ),
  });
}

function limits(): fc.Arbitrary<Partial<WireCharge>> {
  return fc.record({ minimum_amount: maybe(amount(3, 2), 6), maximum_amount: maybe(amount(6, 2), 6) });
}

/** A share and fee of each event of the meter `e`. */
export const perEventCharge: fc.Arbitrary<WireCharge> = fc
  .record({
    id: fc.constant('c'),
    model: fc.constant('per_event'),
    meter: fc.constant('e'),
    rate_pct: amount(2, 6),
    fixed_amount: maybe(amount(2, 4), 1),
    free_events: maybe(fc.nat(5).map(String), 2),
    free_amount: maybe(amount(4, 2), 2),
    event_minimum: maybe(amount(1, 2), 2),
    event_maximum: maybe(amount(2, 2), 2),
    minimum_amount: maybe(amount(3, 2), 8),
    maximum_amount: maybe(amount(4, 2), 8),
  })
  .map(defined);

/** Quantities that matter to a charge: its bounds and what lies just beside them, nothing, and anything at all. */
export function quantityFor(charge: WireCharge): fc.Arbitrary<string> {
  const marks = (charge.tiers ?? []).flatMap(({ up_to: bound }) => (bound == null ? [] : [bound]));
  if (charge.included?.per == null && charge.included) marks.push(charge.included.quantity);
  const anywhere = amount(15, 12);
  const signed = fc
    .tuple(anywhere, fc.nat(9))
    .map(([text, die]) => (die === 0 && /[1-9]/.test(text) ? `-${text}` : text));
  if (marks.length === 0) return signed;
  return fc.oneof(signed, fc.constantFrom(...marks), fc.constantFrom(...marks).map(justAbove), fc.constant('0'));
}

/** 10⁻¹² more. */
function justAbove(text: string): string {
  const [whole = '0', behind = ''] = text.split('.');
  return `${whole}.${behind.padEnd(11, '0')}1`;
}

/** Without the fields that were not drawn; a maximum below its minimum is none. */
function defined<T extends object>(value: T): WireCharge {
  const fields = Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as unknown as WireCharge;
  const { maximum_amount: most, event_maximum: eventMost, ...rest } = fields;
  return {
    ...rest,
    ...(most != null && !below(most, fields.minimum_amount) ? { maximum_amount: most } : {}),
    ...(eventMost != null && !below(eventMost, fields.event_minimum) ? { event_maximum: eventMost } : {}),
  };
}

export function below(most: string, least: string | null | undefined): boolean {
  return least != null && exact(most).lt(least);
}
