import fc from 'fast-check';
import type {
  WireCatalog,
  WireCharge,
  WireDiscount,
  WireInterval,
  WireMeter,
  WirePlan,
  WireRounding,
  WireTier,
} from './wire.ts';

/** Two plans of one interval, and what everybody uses; the meter `m` is the one that moves. */
export interface PlanPair {
  readonly catalog: WireCatalog & { readonly version: 1 };
  readonly a: WirePlan;
  readonly b: WirePlan;
  /** The grain of `m`. */
  readonly step: string;
  /** Of one `usage` interval. `m` is where the visitor stands. */
  readonly quantities: Readonly<Record<string, string>>;
  readonly usage: WireInterval;
  /** How many steps of `m` a bound of a tier stands for: 1 is few enough to try them all. */
  readonly size: number;
  /** Steps of `m` to be tried where they are too many. */
  readonly tries: readonly number[];
}

/** Bounds of tiers lie below so many of their size. */
const MOST = 250;

/** Once in so many. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, outOf = 4): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: outOf - 1, arbitrary: fc.constant(undefined) });

const mode = fc.constantFrom('half_away', 'half_even', 'up', 'down', 'ceil', 'floor');

/** Of a plan's interval, those that its charges may have beside it. */
const TIMES: readonly { readonly plan: WireInterval; readonly usage: WireInterval; readonly charge: WireInterval[] }[] =
  [
    { plan: { unit: 'month' }, usage: { unit: 'month' }, charge: [] },
    { plan: { unit: 'month' }, usage: { unit: 'month' }, charge: [{ unit: 'year' }, { unit: 'month', count: 3 }] },
    { plan: { unit: 'year' }, usage: { unit: 'month' }, charge: [{ unit: 'month' }, { unit: 'month', count: 3 }] },
    { plan: { unit: 'month' }, usage: { unit: 'year' }, charge: [{ unit: 'year' }] },
    { plan: { unit: 'week' }, usage: { unit: 'week' }, charge: [{ unit: 'day', count: 2 }] },
  ];

export const planPairs: fc.Arbitrary<PlanPair> = fc
  .record({
    currency: fc.constantFrom('USD', 'USD', 'JPY', 'KWD'),
    times: fc.constantFrom(TIMES[0]!, TIMES[0]!, ...TIMES),
    step: fc.constantFrom('1', '1', '1', '0.5', '0.01', '10'),
    size: fc.constantFrom(1, 1, 1, 1, 1000, 10_000_000),
    aggregation: fc.constantFrom('sum', 'sum', 'max', 'average'),
    money: fc.constantFrom(false, false, false, true),
  })
  .chain(({ currency, times, step, size, aggregation, money }) => {
    const scale: Scale = {
      unit: Number(step) * size,
      price: (currency === 'JPY' ? 100 : 1) / (Number(step) * size),
      flat: currency === 'JPY' ? 100 : 1,
      digits: { USD: 2, JPY: 0, KWD: 3 }[currency] ?? 2,
      money,
      intervals: times.charge,
    };
    const meters: WireMeter[] = [
      { id: 'm', aggregation, step, ...(money ? { kind: 'money' } : {}) },
      { id: 'n', aggregation },
      { id: 's', kind: 'seats', aggregation: 'max' },
      { id: 'pool', aggregation, sum_of: [{ meter: 'm', multiply_by: '3' }, { meter: 'n' }] },
    ];
    return fc
      .record({
        a: plan('a', times.plan, scale),
        b: plan('b', times.plan, scale),
        m: fc.nat(MOST),
        n: fc.oneof(fc.nat(MOST), fc.integer({ min: -MOST, max: MOST })),
        s: fc.integer({ min: 0, max: 12 }),
        pool: maybe(fc.nat(MOST), 5),
        tries: fc.array(fc.nat(MOST * size * 1.2), { minLength: 40, maxLength: 40 }),
      })
      .map(({ a, b, m, n, s, pool, tries }): PlanPair => ({
        catalog: { version: 1, currency, meters, plans: [a, b] },
        a,
        b,
        step,
        quantities: {
          m: text(m * scale.unit),
          n: text(n * scale.unit),
          s: String(s),
          ...(pool === undefined ? {} : { pool: text(pool * scale.unit) }),
        },
        usage: times.usage,
        size,
        tries,
      }));
  });

/** How large things are, so that two plans cross where they are looked at. */
interface Scale {
  readonly unit: number;
  readonly price: number;
  readonly flat: number;
  readonly digits: number;
  readonly money: boolean;
  readonly intervals: readonly WireInterval[];
}

/** As it travels: without an exponent, and without what a float leaves over. */
function text(value: number, digits = 14): string {
  const written = value.toFixed(digits);
  return written.includes('.') ? written.replace(/\.?0+$/, '') : written;
}

function plan(id: string, interval: WireInterval, scale: Scale): fc.Arbitrary<WirePlan> {
  const money = (most: number, fraction = scale.digits): fc.Arbitrary<string> =>
    fc.nat(most * 10).map((tenths) => text((tenths / 10) * scale.flat * (fraction < 0 ? 1.0007 : 1), 4));
  return fc
    .record({
      fee: money(60),
      charges: fc.array(metered(scale), { minLength: 1, maxLength: 3 }),
      discounts: fc.oneof(fc.constant<WireDiscount[]>([]), fc.array(discount(scale), { maxLength: 3 })),
      minimum: maybe(money(80, -1), 3),
      maximum: maybe(
        fc.integer({ min: 80, max: 400 }).map((most) => text(most * scale.flat)),
        3,
      ),
      commitment: maybe(
        fc.record({ amount: money(200, -1), basis: fc.constantFrom('before_discounts', 'after_discounts') }),
        3,
      ),
      rounding: maybe(planRounding(scale), 3),
    })
    .map(({ fee, charges, discounts, minimum, maximum, commitment, rounding }) =>
      defined({
        id,
        interval,
        charges: [
          { id: 'fee', model: 'flat', amount: fee },
          ...charges.map((charge, index) => ({ ...charge, id: `c${index}` })),
        ],
        discounts: discounts.map((each, index) =>
          defined({
            ...each,
            id: `d${index}`,
            charges: each.charges?.filter((on) => on <= `c${charges.length - 1}` || on === 'fee'),
          }),
        ),
        minimum_amount: minimum,
        maximum_amount:
          maximum !== undefined && minimum !== undefined && Number(maximum) < Number(minimum) ? undefined : maximum,
        commitment,
        rounding,
      }),
    );
}

function planRounding({ digits }: Scale): fc.Arbitrary<WireRounding> {
  return fc
    .record({
      mode,
      at: fc.constantFrom('line', 'line', 'invoice'),
      scale: maybe(fc.integer({ min: digits - 3, max: digits + 2 }), 2),
      shares_scale: maybe(fc.integer({ min: 0, max: 4 }), 2),
    })
    .map(defined);
}

function discount({ flat }: Scale): fc.Arbitrary<WireDiscount> {
  const percent = fc.constantFrom('0', '5', '10', '33.3', '50', '100');
  const fixed = fc.nat(300).map((tenths) => text((tenths / 10) * flat, 4));
  const bound = fc.integer({ min: 10, max: 150 }).map((most) => text(most * flat));
  const tiersOf = (value: fc.Arbitrary<string>): fc.Arbitrary<{ up_to: string | null; value: string }[]> =>
    fc.tuple(bound, value, value).map(([to, low, high]) => [
      { up_to: to, value: low },
      { up_to: null, value: high },
    ]);
  const value = fc.oneof(
    fc.record({ kind: fc.constant('percent'), value: percent }),
    fc.record({ kind: fc.constant('fixed'), value: fixed }),
    fc.record({ kind: fc.constant('percent'), tiers: tiersOf(percent) }),
    fc.record({ kind: fc.constant('fixed'), tiers: tiersOf(fixed) }),
  );
  return fc
    .record({
      value,
      scope: fc.constantFrom('line', 'invoice'),
      charges: maybe(fc.uniqueArray(fc.constantFrom('fee', 'c0', 'c1'), { minLength: 1, maxLength: 2 }), 2),
    })
    .map(({ value: what, ...around }) => defined({ id: '', ...what, ...around }));
}

function metered(scale: Scale): fc.Arbitrary<WireCharge> {
  const { unit, price, flat, digits, money, intervals } = scale;
  const quantity = (most = MOST): fc.Arbitrary<string> => fc.nat(most).map((count) => text(count * unit));
  const each = fc.constantFrom(0, 0, 0.05, 0.1, 0.25, 1 / 3, 1, 1.5, 0.001).map((one) => text(one * price));
  const extra = fc.constantFrom(0, 0, 0, 5, 12.5, 40).map((amount) => text(amount * flat));
  const sizes = fc.constantFrom(10, 7, 25, 2.5, 60);
  const tier = fc
    .record({ each, extra, size: maybe(sizes, 8) })
    .map(({ each: one, extra: fee, size }): WireTier =>
      defined({ unit_amount: one, flat_amount: fee, package_size: size === undefined ? undefined : text(size * unit) }),
    );
  const bands = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: MOST }), { minLength: 1, maxLength: 3 }),
      fc.array(tier, { minLength: 4, maxLength: 4 }),
    )
    .map(([ups, tiers]): WireTier[] =>
      [...ups.sort((x, y) => x - y).map((up) => text(up * unit)), null].map((bound, index) => ({
        up_to: bound,
        ...tiers[index],
      })),
    );
  const around = fc.record({
    meter: fc.constantFrom('m', 'm', 'm', 'm', 'm', 'pool', 'n', 's'),
    interval: intervals.length === 0 ? fc.constant(undefined) : maybe(fc.constantFrom(...intervals), 2),
    negative: maybe(fc.constantFrom('clamp', 'mirror', 'mirror', 'refuse'), 3),
    convert: maybe(
      fc
        .record({
          multiply_by: maybe(fc.constantFrom('2', '0.5', '3'), 2),
          divide_by: maybe(fc.constantFrom('3', '1.024', '7.5'), 2),
          round: maybe(fc.record({ increment: fc.constantFrom(1, 3, 0.5, 20).map((by) => text(by * unit)), mode }), 2),
        })
        .map(defined),
      4,
    ),
    minimum_quantity: maybe(quantity(60), 6),
    included: maybe(
      fc
        .record({
          quantity: fc.oneof(quantity(60), fc.constantFrom('0.5', '2', '0.01', '1')),
          per: maybe(fc.constantFrom('s', 'm', 'n', 'pool'), 2),
          mode: maybe(fc.constantFrom('deduct', 'cliff'), 2),
        })
        .map(defined),
      3,
    ),
    package: maybe(
      fc
        .record({
          size: sizes.map((size) => text(size * unit)),
          rounding: fc.constantFrom('up', 'up', 'down', 'nearest', 'none'),
          scope: fc.constantFrom('total', 'tier'),
        })
        .map(defined),
      3,
    ),
    minimum_amount: maybe(
      fc.nat(40).map((amount) => text(amount * flat)),
      6,
    ),
    maximum_amount: maybe(
      fc.integer({ min: 40, max: 200 }).map((amount) => text(amount * flat)),
      6,
    ),
    discountable: maybe(fc.boolean(), 6),
    counts_toward_commitment: maybe(fc.boolean(), 4),
    rounding: maybe(
      fc.record({
        mode,
        at: fc.constantFrom('line', 'line', 'invoice'),
        scale: fc.integer({ min: digits - 3, max: digits + 2 }),
      }),
      6,
    ),
  });
  const model = fc.record({
    kind: fc.constantFrom('per_unit', 'graduated', 'volume', 'stairstep'),
    bound: fc.constantFrom('inclusive', 'exclusive'),
    zero: maybe(fc.constantFrom('none', 'charged'), 3),
    beyond: fc.constantFrom(null, null, 'free', 'not_sold', 'last'),
    by: maybe(fc.constantFrom('m', 'n', 'pool'), 5),
  });
  return fc
    .tuple(model, bands, each, around)
    .map(([{ kind, bound, zero, beyond, by }, tiers, one, rest]): WireCharge => {
      // A package stands for many units, a price for one of them.
      const pack = rest.package === undefined ? 1 : Number(rest.package.size);
      const base = { id: '', model: kind, ...rest };
      const share = money && rest.meter === 'm';
      if (kind === 'per_unit')
        return defined(
          share ? { ...base, rate_pct: text(Number(one) * 100) } : { ...base, unit_amount: text(Number(one) * pack) },
        );
      const held = beyond === null ? tiers : tiers.slice(0, -1);
      return defined({
        ...base,
        tier_bound: bound,
        zero_usage_flat: zero,
        beyond_last: beyond ?? undefined,
        tier_by: kind === 'volume' ? by : undefined,
        tiers: held.map(({ up_to: to, unit_amount: amount = '0', flat_amount: fee, package_size: size }) =>
          kind === 'stairstep'
            ? { up_to: to, flat_amount: fee ?? '0' }
            : share
              ? defined({ up_to: to, rate_pct: text(Number(amount) * 100), flat_amount: fee, package_size: size })
              : defined({
                  up_to: to,
                  unit_amount: text(Number(amount) * (size == null ? pack : Number(size))),
                  flat_amount: fee,
                  package_size: size,
                }),
        ),
      });
    });
}

/** Without the fields that were not drawn. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
