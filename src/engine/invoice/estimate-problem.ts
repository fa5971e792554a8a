import type { Account } from '../facts/account.ts';
import { takenCharges, type Bill } from './bill.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import { metersOf, type Charge } from '../facts/charge.ts';
import { ownPlanOf, planAfter } from './invoice-schedule.ts';
import { oncePerPair } from '../once.ts';

/** What stands between the two documents and a price; each has words of its own on the screen. */
export type EstimateProblem =
  | {
      readonly kind: 'not_reported' | 'no_events' | 'negative';
      readonly meter: string;
      readonly charge: string;
      readonly plan: string;
    }
  | { readonly kind: 'usage_without_charge'; readonly meter: string }
  | { readonly kind: 'unknown_meter'; readonly meter: string }
  /** A meter or charge that the account names in a field of its document, and the price list does not have. */
  | { readonly kind: 'unknown_name'; readonly field: string; readonly name: string }
  | { readonly kind: 'currency_mismatch'; readonly catalog: string; readonly account: string }
  | { readonly kind: 'unknown_plan' | 'booked_plan'; readonly plan: string }
  | { readonly kind: 'unpriceable'; readonly plan: string; readonly path: string; readonly message: string }
  | { readonly kind: 'not_sold' | 'uneven'; readonly plan: string; readonly charge: string };

/** Whether a meter has a price among some charges, by itself or as a part of another. */
export function isCharged(catalog: Catalog, charges: readonly Charge[], meter: string): boolean {
  const used = charges.flatMap(metersOf);
  return (
    used.includes(meter) ||
    catalog.meters.some(({ id, sumOf }) => used.includes(id) && sumOf?.some((part) => part.meter === meter))
  );
}

/** What keeps a total away, across the documents as a whole. */
export function documentProblems(catalog: Catalog, account: Account | null, plan: Plan): EstimateProblem[] {
  if (account === null) return planProblems(plan);
  const problems: EstimateProblem[] = [];
  if (catalog.currency !== account.currency)
    problems.push({ kind: 'currency_mismatch', catalog: catalog.currency, account: account.currency });
  const { plan: own } = account.subscription;
  const ownPlan = ownPlanOf({ catalog, account });
  if (typeof own === 'string' && ownPlan === null) problems.push({ kind: 'unknown_plan', plan: own });
  const next = plan === ownPlan ? planAfter({ catalog, account, plan }) : null;
  if (next?.plan === null) problems.push({ kind: 'booked_plan', plan: next.id });
  for (const name of unknownAddOns({ catalog, account }))
    problems.push({ kind: 'unknown_name', field: 'add_ons', name });
  return [...problems, ...planProblems(plan)];
}

/** Add-ons that are taken and that no plan has: nobody knows what they cost. */
export function unknownAddOns({ catalog, account }: Pick<Bill, 'catalog'> & { readonly account: Account }): string[] {
  return [...new Set(account.subscription.addOns)].filter((name) => !mayBeCharge(catalog, account)(name));
}

/** What the account tells of and nothing prices: said after what keeps a total away. */
export function withoutPrice(bill: Bill): EstimateProblem[] {
  const { catalog, account, plan } = bill;
  if (account === null) return [];
  const taken = takenCharges(bill);
  const ownPlan = ownPlanOf({ catalog, account });
  const usage = [...account.usage].flatMap(([meter, { quantity }]): EstimateProblem[] => {
    if (!catalog.meters.some(({ id }) => id === meter)) return [{ kind: 'unknown_meter', meter }];
    // Where nobody knows the plan, nobody knows what it charges for.
    return ownPlan !== null && !quantity.isZero() && plan.problems.length === 0 && !isCharged(catalog, taken, meter)
      ? [{ kind: 'usage_without_charge', meter }]
      : [];
  });
  return [...usage, ...unknownNames(catalog, account)];
}

/** A slip in a name would have no effect and no word. What was billed once may well be of a plan that is no more. */
const unknownNames = oncePerPair((catalog: Catalog, account: Account): readonly EstimateProblem[] => {
  const { subscription, credits, discounts, limits } = account;
  const ownPlan = ownPlanOf({ catalog, account });
  const meters = new Set(catalog.meters.map(({ id }) => id));
  const meter = (name: string) => meters.has(name);
  const charge = mayBeCharge(catalog, account);
  const named = [
    ['scheduled', meter, subscription.scheduled.flatMap(({ quantities }) => [...quantities.keys()])],
    ['credits', meter, credits.map((credit) => credit.meter)],
    ['credits', charge, credits.flatMap(({ charges }) => charges)],
    ['discounts', charge, discounts.flatMap(({ charges }) => charges)],
    ['limits', meter, [...limits, ...(ownPlan?.limits ?? [])].map((limit) => limit.meter)],
  ] as const;
  return named.flatMap(([field, isKnown, names]) =>
    [...new Set<string | null>(names)].flatMap((name): EstimateProblem[] =>
      name === null || isKnown(name) ? [] : [{ kind: 'unknown_name', field, name }],
    ),
  );
});

/** Whether some plan may have a charge: one that is unknown, wrong inside or without public prices does not tell its own. */
const mayBeCharge = oncePerPair((catalog: Catalog, account: Account): ((name: string) => boolean) => {
  const ownPlan = ownPlanOf({ catalog, account });
  const all = [ownPlan, ...catalog.plans];
  const isTold = ownPlan?.contact === false && all.every((plan) => plan?.problems.length === 0);
  const names = new Set(all.flatMap((plan) => plan?.charges.map(({ id }) => id)));
  return (name) => !isTold || names.has(name);
});

/** Why a plan has no price, from its own document; what is wrong in several places of one list is told of the first. */
export function planProblems(plan: Plan): EstimateProblem[] {
  const told = new Map(plan.problems.map((problem) => [placeOf(problem), problem] as const).reverse());
  return plan.problems
    .filter((problem) => told.get(placeOf(problem)) === problem)
    .map(({ path, message }) => ({ kind: 'unpriceable', plan: plan.id, path, message }));
}

function placeOf({ path, message }: Plan['problems'][number]): string {
  return `${path.replace(/\.\d+(?=\.|$)/g, '.')} ${message}`;
}
