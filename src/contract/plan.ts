import * as z from 'zod/mini';
import type { Meter, Plan, PlanProblem } from '../engine/facts/catalog.ts';
import { once } from '../engine/once.ts';
import { charge, checkOrder, interval, proration, rounding } from './charge.ts';
import { commitment } from './commitment.ts';
import { discounts } from './discount.ts';
import { limits } from './limit.ts';
import { bounded } from './contract-error.ts';
import { check } from './issues.ts';
import { read, under, type Reading, type Warn } from './read.ts';
import { amount, choice, flag, id, integer, list, named, orNull, strict, text, uniqueIds, url } from './scalars.ts';

const wire = once(() =>
  z.strictObject({
    id: id(),
    family: z.optional(id()),
    rank: z.optional(integer(-1e6, 1e6)),
    name: z.optional(text()),
    description: orNull(text()),
    interval: interval(),
    charges: list(charge(), 200).check(uniqueIds()),
    limits: limits('plan'),
    features: list(z.object({ text: text(), included: flag(true) }), 100),
    contact: flag(false),
    action: orNull(z.object({ url: orNull(url()), label: orNull(text()) })),
    trial_days: orNull(integer(0, 3660)),
    proration: proration(),
    first_period: choice('full', 'stub'),
    rounding: rounding(),
    discounts: discounts(),
    commitment: orNull(commitment()),
    minimum_amount: orNull(amount()),
    maximum_amount: orNull(amount()),
  }),
);

const withId = once(() => z.object({ id: id() }));

/** What one subscribes to. */
export const plan = once(() =>
  strict(
    z.pipe(
      wire().check(check((value, say) => checkOrder(value, 'minimum_amount', 'maximum_amount', say))),
      z.transform((value) => ({ ...named(value), family: value.family ?? value.id })),
    ),
  ),
);

export interface PlanPlace {
  readonly path: string;
  /** The rank of a plan that states none: its position. */
  readonly rank: number;
  /** The catalog's meters; not known to a grandfathered plan in an account. */
  readonly meters?: readonly Meter[];
  readonly warn?: Warn | undefined;
}

/**
 * Reads a plan. What is wrong inside one makes it unpriceable by name, with its problems, and leaves the others alone;
 * only a plan without an id cannot be named.
 */
export function readPlan(raw: unknown, { path, rank, meters, warn }: PlanPlace): Reading<Plan> {
  const head = read(withId(), raw);
  if (head.issues) return { issues: under(path, head.issues) };
  const whole = read(plan(), raw, (issue) => under(path, [issue]).forEach((each) => warn?.(each)));
  const problems = whole.issues ?? crossCheck(whole.value, meters);
  const value = problems.length > 0 ? readFace(raw as Face) : whole.value!;
  return {
    value: Object.freeze({
      ...value,
      rank: value.rank ?? rank,
      problems: bounded(problems),
    }),
  };
}

type Face = Readonly<Record<string, unknown>> & { readonly id: string };

/** As much of a plan's face as is good, so that it can be shown by name, without a price. */
function readFace({ id: planId, ...raw }: Face) {
  const face: Record<string, unknown> = { id: planId };
  let { value } = read(plan(), face);
  for (const field of ['name', 'family', 'rank', 'interval', 'description', 'features']) {
    const more = read(plan(), { ...face, [field]: raw[field] });
    if (more.issues) continue;
    face[field] = raw[field];
    value = more.value;
  }
  return value!;
}

/** What a plan names must be there: its meters in the catalog, its charges in itself. */
function crossCheck(
  { charges, limits: bounds, discounts }: Pick<Plan, 'charges' | 'limits' | 'discounts'>,
  meters?: readonly Meter[],
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const known = new Map(meters?.map((meter) => [meter.id, meter]));
  const say = (path: string, message: string) => problems.push({ path, message });
  const needMeter = (path: string, name: string | null) => {
    if (meters && name !== null && !known.has(name)) say(path, `is no meter of the catalog: ${name}`);
  };
  charges.forEach((each, index) => {
    if (each.model === 'flat') return;
    const at = `charges.${index}.`;
    needMeter(`${at}meter`, each.meter);
    const meter = known.get(each.meter);
    const share = each.model === 'per_event' ? each.ratePct.gt(0) : each.tiers.some(({ percent }) => percent);
    if (meter && share && meter.kind !== 'money')
      say(`${at}meter`, 'must be a meter of money: the charge is a share of it');
    if (each.model === 'per_event') {
      if (meter && meter.aggregation !== 'events') say(`${at}meter`, 'must be a meter that aggregates events');
      return;
    }
    needMeter(`${at}included.per`, each.included && each.included.per);
    needMeter(`${at}tier_by`, each.tierBy);
  });
  bounds.forEach(({ meter }, index) => needMeter(`limits.${index}.meter`, meter));
  discounts.forEach((each, index) => {
    for (const name of each.charges ?? []) {
      if (!charges.some((charge) => charge.id === name))
        say(`discounts.${index}.charges`, `is no charge of the plan: ${name}`);
    }
  });
  return problems;
}
