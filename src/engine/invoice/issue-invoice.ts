import type { PendingItem } from '../facts/account.ts';
import { decimalArithmetic } from '../numbers/arithmetic.ts';
import type { Plan } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import type { Credit } from '../facts/credit.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { sum } from '../numbers/decimal.ts';
import type { Discount } from '../facts/discount.ts';
import type { AppliedCredit, Invoice, TaxLine } from './invoice.ts';
import type { Line, LineShare } from '../pricing/line.ts';
import { digitsOf } from '../numbers/money.ts';
import type { Span } from '../time/period.ts';
import type { ChargePrice } from '../pricing/price-charge.ts';
import type { Rounding } from '../numbers/rounding.ts';
import { mended, round } from '../numbers/rounding.ts';
import type { CreditTerm, Deduction, DiscountTerm, Settled, Terms } from './settle.ts';
import { discountTerm, discountTier, settle } from './settle.ts';
import type { Arithmetic } from '../numbers/arithmetic.ts';
import type { TaxGroup, TaxRow } from './settle-tax.ts';
import { taxTerms } from './settle-tax.ts';
import type { Tax } from '../facts/tax.ts';

/** A line on its way to an invoice: what discounts, commitment and credits need to know of it. */
export interface DraftLine {
  readonly line: Line;
  readonly charge: Charge | null;
  readonly discountable: boolean;
  readonly counted: boolean;
  /** The instant that decides whether a discount still holds for it; `null` = it always does. */
  readonly at: number | null;
  /** The charge's price and what the line makes of it: 12 times, half a period, nothing in a trial. `null` = no charge. */
  readonly priced: { readonly price: ChargePrice; readonly factor: Decimal } | null;
  /** At a quantity that is booked, which no future changes. */
  readonly isBooked?: boolean;
  /** What was charged comes back, as it was paid: less its discounts. */
  readonly isReturned?: boolean;
}

/** Everything around the lines. */
export interface InvoiceFacts {
  readonly currency: string;
  readonly rounding: Rounding;
  readonly discounts: readonly Discount[];
  /** Whose charges are on it, first the one that settles it: discounts of a plan are for its own charges. */
  readonly plans: readonly Plan[];
  readonly maximumAmount: Decimal | null;
  readonly minimumAmount: Decimal | null;
  /** What a commitment still asks of this very invoice; `null` = nothing. */
  readonly commitment: { readonly amount: Decimal; readonly basis: 'before_discounts' | 'after_discounts' } | null;
  readonly tax: Tax;
  /** Money credits in the order they are drawn. */
  readonly credits: readonly Credit[];
  readonly period: Span | null;
  readonly issuedAt: number | null;
}

/** The lines of an invoice and what is around them: what `settle` needs, in any arithmetic. */
export interface Draft {
  readonly lines: readonly DraftLine[];
  readonly facts: InvoiceFacts;
}

/** Makes the invoice of some lines. Where a line has no price, there is no total either. */
export function issueInvoice({ lines: drafts, facts }: Draft): Invoice {
  const lines = drafts.map(({ line }) => line);
  const unpriced = unpricedInvoice(facts, lines);
  if (lines.some(({ amount }) => amount === null)) return unpriced;
  const discounts = byScope(facts.discounts);
  const names = [...lines.map(({ id }) => id), 'minimum', 'true_up'];
  const math = arithmeticOf(facts);
  const terms = termsOf(math, drafts, facts);
  const settled = settle(
    math,
    lines.map(({ amount }) => amount as Decimal),
    terms,
  );
  const extra = [
    ...discounts.map((discount, index) => {
      const { amount, shares } = settled.discounts[index] as Deduction<Decimal>;
      const { lines: charged, returned } = terms.discounts[index] as DiscountTerm<Decimal>;
      const on = [...charged, ...returned].map((line) => names[line] as string);
      const tier = discountTier(settled.branches[index] as number);
      return { ...discountLine(discount, tier, amount), shares: lineShares(on, shares) };
    }),
    ...plainLines(settled, facts, names),
  ].filter(({ amount }) => amount !== null && !amount.isZero());
  return {
    ...unpriced,
    lines: [...lines, ...extra],
    subtotal: settled.subtotal,
    taxes: taxLines(terms.tax.groups, settled.taxes),
    total: settled.total,
    credits: creditsApplied(facts, 'after_tax').flatMap((credit, index) =>
      applied(credit, settled.creditsAfter[index] as Deduction<Decimal>, names),
    ),
    due: settled.due,
  };
}

function taxLines(groups: readonly TaxGroup<Decimal>[], rows: readonly TaxRow<Decimal>[]): TaxLine[] {
  const taxes: TaxLine[] = [];
  for (const [index, { name, category, ratePct, compound }] of groups.entries()) {
    const { base, amount } = rows[index] as TaxRow<Decimal>;
    const before = compound ? taxes.filter((tax) => tax.category === category) : [];
    taxes.push({ name, category, ratePct, base: sum([base, ...before.map((tax) => tax.amount)]), amount });
  }
  return taxes;
}

/** The arithmetic that an invoice's rounding asks for. */
export function arithmeticOf({ currency, rounding }: Pick<InvoiceFacts, 'currency' | 'rounding'>): Arithmetic<Decimal> {
  const scale = digitsOf(rounding, currency);
  return decimalArithmetic({ scale, sharesScale: rounding.sharesScale ?? scale, mode: rounding.mode, at: rounding.at });
}

/** What surrounds some lines, in any arithmetic. */
export function termsOf<N>(math: Arithmetic<N>, drafts: readonly DraftLine[], facts: InvoiceFacts): Terms<N> {
  const where = (holds: (draft: DraftLine) => boolean): number[] =>
    drafts.flatMap((draft, index) => (holds(draft) ? [index] : []));
  const credits = (applied: Credit['applied']): CreditTerm<N>[] =>
    creditsApplied(facts, applied).map((credit) => ({
      balance: math.of(credit.balance),
      lines: credit.charges && where((draft) => pays(credit, draft)),
    }));
  return {
    discounts: byScope(facts.discounts).map((discount) => {
      const lines = (returned: boolean): number[] =>
        where((draft) => (draft.isReturned ?? false) === returned && isEligible(draft, discount, facts));
      return discountTerm(math, discount, lines(false), lines(true));
    }),
    maximum: facts.maximumAmount && math.of(facts.maximumAmount),
    minimum: facts.minimumAmount && math.of(facts.minimumAmount),
    commitment: facts.commitment && {
      amount: math.of(facts.commitment.amount),
      basis: facts.commitment.basis,
      lines: where(({ counted }) => counted),
    },
    creditsBefore: credits('before_tax'),
    tax: taxTerms(math, facts.tax, [...drafts.map(({ line }) => line.taxCategory), null, null]),
    creditsAfter: credits('after_tax'),
  };
}

/**
 * What decides how an invoice treats a line: lines of one treatment can be added up before they are settled,
 * where single shares do not matter.
 */
export function treatmentOf(draft: DraftLine, facts: InvoiceFacts): string {
  const choices = [
    ...byScope(facts.discounts).map((discount) => isEligible(draft, discount, facts)),
    draft.counted,
    ...facts.credits.map((credit) => pays(credit, draft)),
  ];
  return `${choices.map(Number).join('')} ${draft.line.taxCategory ?? ''}`;
}

/** The money credits that are drawn before, or after, tax. */
export function creditsApplied({ credits }: Pick<InvoiceFacts, 'credits'>, when: Credit['applied']): Credit[] {
  return credits.filter(({ applied }) => applied === when);
}

/** Whether a credit may pay a line; what is no charge only where it may pay all. */
function pays({ charges }: Credit, { line }: DraftLine): boolean {
  return charges === null || (line.kind === 'charge' && charges.includes(line.id));
}

/** Whether a discount holds at an instant: half open. */
export function isActive(discount: Discount, at: number | null): boolean {
  const { startsAt, endsAt, remainingInvoices } = discount;
  if (remainingInvoices !== null && remainingInvoices <= 0) return false;
  return at === null || ((startsAt === null || startsAt <= at) && (endsAt === null || at < endsAt));
}

/** Rounds a line's exact amount as its charge, else its plan, says. */
export function roundLine(exact: Decimal, rounding: Rounding, currency: string): Decimal {
  return rounding.at === 'line' ? round(mended(exact), digitsOf(rounding, currency), rounding.mode) : exact;
}

/** A line that no quantity drives. */
export function plainLine(kind: Line['kind'], id: string, name: string, amount: Decimal): Line {
  return {
    kind,
    id,
    name,
    meter: null,
    quantity: null,
    exact: amount,
    amount,
    steps: [],
    averageUnitPrice: null,
    next: null,
    period: null,
    timing: 'in_arrears',
    problem: null,
    endsAt: null,
    percent: null,
    taxCategory: null,
  };
}

/** @param at the instant that decides about discounts */
export function pendingDraft(item: PendingItem, at: number): DraftLine {
  const line = { ...plainLine('pending', item.id, item.name, item.amount), taxCategory: item.taxCategory };
  return { line, charge: null, discountable: item.discountable, counted: false, at, priced: null };
}

function isEligible(draft: DraftLine, discount: Discount, { plans }: InvoiceFacts): boolean {
  if (!draft.discountable || !isActive(discount, draft.at)) return false;
  const plan = plans.find(({ discounts }) => discounts.includes(discount));
  if (plan && !(draft.charge === null ? plan === plans[0] : plan.charges.includes(draft.charge))) return false;
  return discount.charges === null || (draft.charge !== null && discount.charges.includes(draft.charge.id));
}

function byScope(discounts: readonly Discount[]): Discount[] {
  return [
    ...discounts.filter(({ scope }) => scope === 'line'),
    ...discounts.filter(({ scope }) => scope === 'invoice'),
  ];
}

function discountLine({ id, name, kind, tiers, value, endsAt }: Discount, tier: number, off: Decimal): Line {
  const percent = kind !== 'percent' ? null : tiers === null ? value : (tiers[tier]?.value ?? null);
  return { ...plainLine('discount', id, name, off.neg()), endsAt, percent };
}

/** Maximum, minimum, true-up, credits before tax and rounding, in the order of settlement; zeros are left out later. */
function plainLines(settled: Settled<Decimal>, facts: InvoiceFacts, names: readonly string[]): Line[] {
  return [
    plainLine('maximum', 'maximum', '', settled.maximum.neg()),
    plainLine('minimum', 'minimum', '', settled.minimum),
    plainLine('true_up', 'true_up', '', settled.trueUp),
    ...creditsApplied(facts, 'before_tax').map((credit, index) => {
      const { amount, shares } = settled.creditsBefore[index] as Deduction<Decimal>;
      const line = plainLine('credit_before_tax', credit.id, credit.name, amount.neg());
      return { ...line, endsAt: credit.expiresAt, shares: lineShares(names, shares) };
    }),
    plainLine('rounding', 'rounding', '', settled.rounding),
  ];
}

function applied(credit: Credit, { amount, shares }: Deduction<Decimal>, names: readonly string[]): AppliedCredit[] {
  if (amount.isZero()) return [];
  const { id, name, expiresAt } = credit;
  return [{ id, name, amount, remaining: credit.balance.minus(amount), expiresAt, shares: lineShares(names, shares) }];
}

function lineShares(names: readonly string[], shares: readonly Decimal[]): LineShare[] {
  return shares
    .map((amount, index) => ({ line: names[index] as string, amount }))
    .filter(({ amount }) => !amount.isZero());
}

/** An invoice that nobody can price. */
export function unpricedInvoice(
  { currency, tax, period, issuedAt }: InvoiceFacts,
  lines: readonly Line[] = [],
): Invoice {
  return {
    currency,
    lines,
    subtotal: null,
    taxBehavior: tax.behavior,
    taxes: [],
    total: null,
    credits: [],
    due: null,
    period,
    issuedAt,
  };
}
