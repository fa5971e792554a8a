import { decimal } from '../decimal-text.ts';
import type { DiscountDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { cents, chargesOn } from './amounts.ts';
import type { LagoFacts } from './facts.ts';
import type { LagoAppliedCoupon, LagoCoupon, LagoPlan } from './objects.ts';

/** Coupons come off the fees before tax: those for some metrics or plans before the others, each by its age. */
export function couponsOf(facts: LagoFacts): DiscountDocument[] {
  return [...facts.appliedCoupons]
    .sort((a, b) => Number(isGeneral(a, facts)) - Number(isGeneral(b, facts)) || byDate(a, b))
    .flatMap((coupon) => discountOf(coupon, facts));
}

function discountOf(applied: LagoAppliedCoupon, facts: LagoFacts): DiscountDocument[] {
  const { lago_id: id, coupon_name, amount_cents, percentage_rate, frequency } = applied;
  const { subscription, minorDigits } = facts;
  const currency = subscription.plan.amount_currency;
  if (applied.status !== 'active') return [];
  if (amount_cents !== null && percentage_rate === null && applied.amount_currency !== currency) return [];
  const charges = chargesOf(couponOf(applied, facts), subscription.plan);
  if (charges?.length === 0) return [];
  const remaining = frequency === 'recurring' ? applied.frequency_duration_remaining : null;
  const common = { id, name: coupon_name, scope: 'invoice', ...(charges ? { charges } : {}) } as const;
  const times = remaining === null ? {} : { remaining_invoices: remaining };
  if (percentage_rate !== null) {
    const once = frequency === 'once' ? { remaining_invoices: 1 } : times;
    return [{ ...common, kind: 'percent', value: decimal(percentage_rate, id), ...once }];
  }
  // A fixed coupon that is for once lasts until its amount is used up.
  const left = applied.amount_cents_remaining;
  const isOnce = frequency === 'once' && left !== null;
  return [
    {
      ...common,
      kind: 'fixed',
      value: cents(isOnce ? left : (amount_cents ?? 0), id, minorDigits),
      ...(isOnce ? { remaining_amount: cents(left, id, minorDigits) } : times),
    },
  ];
}

function couponOf({ lago_id, coupon_code }: LagoAppliedCoupon, { coupons }: LagoFacts): LagoCoupon {
  const coupon = coupons.find(({ code }) => code === coupon_code);
  if (coupon === undefined) throw new Untranslatable(lago_id, `the coupon ${coupon_code} is missing`);
  return coupon;
}

function isGeneral(applied: LagoAppliedCoupon, facts: LagoFacts): boolean {
  const { limited_plans, limited_billable_metrics } = couponOf(applied, facts);
  return !limited_plans && !limited_billable_metrics;
}

function byDate(a: LagoAppliedCoupon, b: LagoAppliedCoupon): number {
  return Date.parse(a.created_at) - Date.parse(b.created_at);
}

/** The charges a coupon applies to; null = all. */
function chargesOf(coupon: LagoCoupon, plan: LagoPlan): readonly string[] | null {
  const { limited_plans, plan_codes = [], limited_billable_metrics, billable_metric_codes = [] } = coupon;
  if (limited_billable_metrics) return chargesOn(billable_metric_codes, plan);
  return limited_plans && !plan_codes.includes(plan.code) ? [] : null;
}
