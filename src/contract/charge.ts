import * as z from 'zod/mini';
import type { Tier } from '../engine/facts/charge.ts';
import { HUNDRED, ONE, ZERO, type Decimal } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { oneOf, readPart, sayTo, type Say } from './issues.ts';
import {
  amount,
  choice,
  flag,
  id,
  integer,
  isObject,
  named,
  orNull,
  positive,
  someOf,
  strict,
  text,
} from './scalars.ts';

const roundingMode = once(() => z.literal(['half_away', 'half_even', 'up', 'down', 'ceil', 'floor']));

const intervalWire = once(() =>
  z.strictObject({
    unit: z.literal(['day', 'week', 'month', 'year']),
    count: z._default(integer(1, 1000), 1),
  }),
);
const prorationWire = once(() =>
  z.strictObject({
    unit: choice('day', 'second', 'fixed_30', 'none'),
    change_day: choice('new', 'old'),
    termination_day: flag(true),
  }),
);
const roundingWire = once(() =>
  z.strictObject({
    mode: z._default(roundingMode(), 'half_away'),
    at: choice('line', 'invoice'),
    scale: orNull(integer(-9, 20)),
    shares_scale: orNull(integer(0, 20)),
  }),
);

/** Of a plan; a charge may have its own. */
export const interval = once(() => strict(intervalWire(), { unit: 'month' }));
export const proration = once(() => strict(prorationWire(), {}));
export const rounding = once(() => strict(roundingWire(), {}));

const price = once(() => ({ unit_amount: z.optional(amount()), rate_pct: z.optional(amount()) }));

const tier = once(() =>
  strict(
    z.strictObject({
      up_to: orNull(amount()),
      ...price(),
      flat_amount: z.optional(amount()),
      package_size: orNull(positive()),
    }),
  ),
);

const common = once(() => ({
  id: id(),
  name: z.optional(text()),
  description: orNull(text()),
  timing: z.optional(z.literal(['in_advance', 'in_arrears', 'once'])),
  interval: orNull(strict(intervalWire())),
  optional: flag(false),
  tax_category: orNull(id()),
  minimum_amount: orNull(amount()),
  maximum_amount: orNull(amount()),
  discountable: flag(true),
  counts_toward_commitment: flag(true),
  proration: orNull(strict(prorationWire())),
  rounding: orNull(strict(roundingWire())),
}));

const metered = once(() => ({
  ...common(),
  meter: id(),
  negative: choice('clamp', 'mirror', 'refuse'),
  convert: orNull(
    strict(
      z.strictObject({
        multiply_by: z._default(positive(), ONE),
        divide_by: z._default(positive(), ONE),
        round: orNull(strict(z.strictObject({ increment: positive(), mode: roundingMode() }))),
      }),
    ),
  ),
  minimum_quantity: orNull(amount()),
  included: orNull(strict(z.strictObject({ quantity: amount(), per: orNull(id()), mode: choice('deduct', 'cliff') }))),
  package: orNull(
    strict(
      z.strictObject({
        size: positive(),
        rounding: choice('up', 'down', 'nearest', 'none'),
        scope: choice('total', 'tier'),
      }),
    ),
  ),
}));

const tiered = once(() =>
  z.strictObject({
    ...metered(),
    model: z.literal(['graduated', 'volume', 'stairstep']),
    tiers: someOf(tier(), 200),
    tier_bound: choice('inclusive', 'exclusive'),
    zero_usage_flat: choice('none', 'charged'),
    beyond_last: z.optional(z.literal(['last', 'free', 'not_sold'])),
    tier_by: orNull(id()),
  }),
);

/** The fields of a charge by its model. */
export const models = {
  flat: once(() => z.strictObject({ ...common(), model: z.literal('flat'), amount: amount() })),
  per_unit: once(() => z.strictObject({ ...metered(), model: z.literal('per_unit'), ...price() })),
  graduated: tiered,
  volume: tiered,
  stairstep: tiered,
  per_event: once(() =>
    z.strictObject({
      ...common(),
      model: z.literal('per_event'),
      meter: id(),
      rate_pct: z._default(amount(), ZERO),
      fixed_amount: z._default(amount(), ZERO),
      free_events: orNull(amount()),
      free_amount: orNull(amount()),
      event_minimum: orNull(amount()),
      event_maximum: orNull(amount()),
    }),
  ),
};

type Models = typeof models;
type WireModel = ReturnType<Models[keyof Models]>;
type WireCharge = z.output<WireModel>;
type WireTier = z.output<ReturnType<typeof tier>>;

/** One priced thing in a plan. */
export const charge = once(() =>
  strict(
    z.pipe(
      z.transform((raw: unknown, payload) => {
        const model = isObject(raw) ? raw.model : 'flat';
        if (isModel(model)) return readPart<WireModel>(models[model](), raw, payload) as WireCharge;
        sayTo(payload)(oneOf(Object.keys(models)), 'model');
        return z.NEVER;
      }),
      z.transform((value: WireCharge, payload) => {
        checkCharge(value, sayTo(payload));
        return toCharge(value);
      }),
    ),
  ),
);

function isModel(model: unknown): model is keyof Models {
  return typeof model === 'string' && Object.hasOwn(models, model);
}

function checkCharge(value: WireCharge, say: Say): void {
  checkOrder(value, 'minimum_amount', 'maximum_amount', say);
  if (value.model === 'per_unit') checkPrice(value, say);
  if (value.model === 'per_event') checkOrder(value, 'event_minimum', 'event_maximum', say);
  if ('tiers' in value) checkTiers(value, say);
}

/** A ceiling is no lower than its floor. */
export function checkOrder<K extends string>(value: { [k in K]?: Decimal | null }, low: K, high: K, say: Say): void {
  const [least, most] = [value[low], value[high]];
  if (least && most?.lt(least)) say(`must not be below ${low}`, high);
}

function checkPrice(value: Partial<WireTier>, say: Say, ...path: PropertyKey[]): void {
  const prices = [value.unit_amount, value.rate_pct].filter((price) => price !== undefined);
  if (prices.length > 1) say('excludes unit_amount', ...path, 'rate_pct');
  if (prices.length + (value.flat_amount ? 1 : 0) === 0) say('is missing (or a rate_pct)', ...path, 'unit_amount');
}

function checkTiers(value: Extract<WireCharge, { tiers: unknown }>, say: Say): void {
  const { tiers, model } = value;
  tiers.forEach((each, index) => {
    checkPrice(each, say, 'tiers', index);
    if (model === 'stairstep') {
      if (!each.flat_amount) say('is missing: a step has one', 'tiers', index, 'flat_amount');
      if (each.unit_amount?.gt(0) || each.rate_pct?.gt(0)) say('has no place in a step', 'tiers', index);
    }
  });
  checkBounds(tiers, say);
  const last = tiers.at(-1)?.up_to;
  if (last && value.beyond_last === undefined)
    say(`is missing: the last tier ends at ${last.toString()}`, 'beyond_last');
  if (value.tier_by !== null && model !== 'volume') say('is for the volume model', 'tier_by');
}

/** Bounds rise, and only the last one may be open. */
export function checkBounds(tiers: readonly { up_to: Decimal | null }[], say: Say): void {
  tiers.slice(1).forEach(({ up_to }, before) => {
    const bound = tiers[before]?.up_to;
    if (!bound) say('is missing: only the last tier is open', 'tiers', before, 'up_to');
    else if (up_to?.lte(bound))
      say(`must be above the bound before it, ${bound.toString()}`, 'tiers', before + 1, 'up_to');
  });
}

/** Defaults that depend on the model; a single price is one open tier. */
function toCharge({ counts_toward_commitment: counted, ...rest }: WireCharge) {
  const value = named(rest);
  const base = {
    timing: value.timing ?? (value.model === 'flat' ? 'in_advance' : 'in_arrears'),
    counted,
  } as const;
  if (value.model === 'per_unit') {
    const { unit_amount, rate_pct, ...others } = value;
    const open = { up_to: null, unit_amount, rate_pct, package_size: null };
    return { ...others, ...base, tiers: [toTier(open)], ...PER_UNIT };
  }
  if ('tiers' in value) {
    return { ...value, ...base, tiers: value.tiers.map(toTier), beyond_last: value.beyond_last ?? 'last' };
  }
  return { ...value, ...base };
}

const PER_UNIT = { tier_bound: 'inclusive', zero_usage_flat: 'none', beyond_last: 'last', tier_by: null } as const;

function toTier({ up_to, unit_amount, rate_pct, flat_amount, package_size }: WireTier): Tier {
  return {
    upTo: up_to,
    unitAmount: rate_pct?.div(HUNDRED) ?? unit_amount ?? ZERO,
    percent: rate_pct !== undefined,
    flatAmount: flat_amount ?? ZERO,
    packageSize: package_size,
  };
}
