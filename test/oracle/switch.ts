import { priceOf } from './charge.ts';
import type { Exact } from './exact.ts';
import { digitsOf, mended, NOUGHT, roundExact } from './exact.ts';
import { chargeRow, reportedBy } from './invoice.ts';
import type { Row } from './invoice.ts';
import type { Span } from './periods.ts';
import { daysBetween, dayStart, instantOf, nextDayStart, periodAround, thirtiethsBetween } from './periods.ts';
import { shareOut, total } from './shares.ts';
import { taxesOn } from './taxes.ts';
import type { WireAccount, WireCatalog, WireCharge, WireDiscount, WirePlan } from './wire.ts';

/** What a switch in mid-period comes to at once. */
export interface OracleSwitch {
  readonly lines: readonly Exact[];
  /** What each discount takes off both sides together, off lines before off the invoice, else in the order of the document: the new plan's, the old one's, the customer's. */
  readonly discounts: readonly Exact[];
  readonly subtotal: Exact;
  readonly total: Exact;
}

interface Facts {
  readonly catalog: WireCatalog;
  readonly account: WireAccount;
  readonly zone: string;
  readonly now: number;
  readonly anchor: number;
  /** When service ends. */
  readonly ends: number;
}

type SideRow = Row & { readonly plan: WirePlan; readonly at: number };

const MONTH = { unit: 'month' };

/**
 * The rest of what was billed in advance comes back as it was paid, and the rest of the new plan's period is charged.
 * `null` = neither has anything.
 */
export function switchOf(
  catalog: WireCatalog,
  account: WireAccount,
  from: WirePlan,
  to: WirePlan,
): OracleSwitch | null {
  const zone = account.time_zone;
  const facts = {
    catalog,
    account,
    zone,
    now: instantOf(account.as_of, zone),
    anchor: instantOf(account.subscription.anchor ?? '', zone),
    ends: account.subscription.ends_at == null ? Infinity : instantOf(account.subscription.ends_at, zone),
  };
  const back = fees(from).flatMap((charge) => returned(facts, from, charge));
  const due = fees(to).map((charge) => charged(facts, from, to, charge));
  if (back.length + due.length === 0) return null;
  const digits = digitsOf(catalog.currency);
  const mode = to.rounding?.mode ?? 'half_away';
  const all = [...(to.discounts ?? []), ...(from.discounts ?? []), ...(account.discounts ?? [])];
  const discounts = ['line', 'invoice'].flatMap((scope) => all.filter((discount) => discount.scope === scope));
  const owner = (discount: WireDiscount): WirePlan | undefined =>
    [to, from].find((plan) => plan.discounts?.includes(discount));
  // Each side by itself, as if the other were not there; what comes back is then turned round.
  const sides = [back, due].map((rows) => {
    let nets = rows.map(({ amount }) => amount);
    const off = discounts.map((discount) => {
      const on = [...rows.keys()].filter((index) => applies(discount, rows[index]!, owner(discount)));
      const base = total(on.map((index) => nets[index]!));
      const amount = roundExact(base.times(discount.value ?? '0').div(100), digits, mode);
      const shares = amount.isZero()
        ? on.map(() => NOUGHT)
        : shareOut(
            amount,
            on.map((index) => nets[index]!),
            digits,
          );
      nets = nets.map((net, index) => net.minus(shares[on.indexOf(index)] ?? 0));
      return amount;
    });
    return { nets, off };
  });
  const [old, next] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const nets = [...old.nets.map((net) => net.neg()), ...next.nets];
  const categories = [...back, ...due].map(({ category }) => category);
  const tax = account.tax ?? { behavior: 'unknown' };
  const taxes = taxesOn(nets, categories, tax, digits, mode);
  const subtotal = total(nets);
  return {
    lines: [...back.map(({ amount }) => amount.neg()), ...due.map(({ amount }) => amount)],
    discounts: next.off.map((amount, index) => amount.minus(old.off[index]!)),
    subtotal,
    total: tax.behavior === 'exclusive' ? subtotal.plus(total(taxes.map(({ amount }) => amount))) : subtotal,
  };
}

function fees({ charges }: WirePlan): WireCharge[] {
  return (charges ?? []).filter(
    ({ timing, model }) => (timing ?? (model === 'flat' ? 'in_advance' : '')) === 'in_advance',
  );
}

function applies({ charges, starts_at: from, ends_at: to }: WireDiscount, row: SideRow, owner?: WirePlan): boolean {
  if (!row.discountable || (owner !== undefined && owner !== row.plan)) return false;
  if (charges != null && !charges.includes(row.id)) return false;
  return (from == null || Date.parse(from) <= row.at) && (to == null || row.at < Date.parse(to));
}

/** The unused part of a fee that was billed for now, by the discounts of when it was. */
function returned(facts: Facts, plan: WirePlan, charge: WireCharge): SideRow[] {
  const { account, now, zone } = facts;
  const isBilled = (account.billed ?? []).some(
    (each) =>
      each.charge === charge.id && instantOf(each.period.start, zone) <= now && now < instantOf(each.period.end, zone),
  );
  if (!isBilled || (charge.proration ?? plan.proration)?.unit === 'none') return [];
  const period = periodAround(facts.anchor, charge.interval ?? plan.interval ?? MONTH, now, zone);
  return [
    sideRow(
      facts,
      plan,
      charge,
      rest(facts, plan, charge, { period, change: facts.now, end: facts.ends }),
      period.start,
    ),
  ];
}

/** A fee of the same interval for what is left of its period; of another, for a whole one that begins now. */
function charged(facts: Facts, from: WirePlan, plan: WirePlan, charge: WireCharge): SideRow {
  const interval = charge.interval ?? plan.interval ?? MONTH;
  const months = ({ unit, count = 1 }: { readonly unit: string; readonly count?: number }): number =>
    unit === 'year' ? 12 * count : count;
  const isSame = months(interval) === months(from.interval ?? MONTH);
  const period = periodAround(isSame ? facts.anchor : facts.now, interval, facts.now, facts.zone);
  const end = facts.ends > facts.now ? facts.ends : Infinity;
  const part = rest(facts, plan, charge, { period, change: isSame ? facts.now : null, end });
  return sideRow(facts, plan, charge, part, facts.now);
}

function sideRow(
  { catalog, account }: Facts,
  plan: WirePlan,
  charge: WireCharge,
  [part, whole]: readonly [number, number],
  at: number,
): SideRow {
  const price = priceOf(charge, reportedBy(catalog, account)) ?? NOUGHT;
  const amount = mended(price.times(part).div(whole));
  return { ...chargeRow(charge, amount, { currency: catalog.currency, plan }), plan, at };
}

/** The part of a period after a change (`null` = of all of it) and until service ends, and the whole, in the unit of the plan. */
function rest(
  { zone }: Facts,
  plan: WirePlan,
  charge: WireCharge,
  { period, change, end }: { readonly period: Span; readonly change: number | null; readonly end: number },
): readonly [number, number] {
  const rules = charge.proration ?? plan.proration;
  const unit = rules?.unit ?? 'day';
  if (unit === 'none') return [1, 1];
  const within = (at: number): number => Math.min(period.end, Math.max(period.start, at));
  const dayOf = (at: number, isOver: boolean): number => (isOver ? nextDayStart(at, zone) : dayStart(at, zone));
  const begin = within(
    change === null || unit === 'second' ? (change ?? 0) : dayOf(change, rules?.change_day === 'old'),
  );
  const last = within(end === Infinity || unit === 'second' ? end : dayOf(end, rules?.termination_day ?? true));
  const length = unit === 'day' ? daysBetween : unit === 'second' ? elapsed : thirtiethsBetween;
  return [length(begin, Math.max(begin, last), zone), length(period.start, period.end, zone)];
}

function elapsed(from: number, to: number): number {
  return to - from;
}
