import type { Arithmetic } from '../numbers/arithmetic.ts';
import { total } from '../numbers/arithmetic.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED } from '../numbers/decimal.ts';
import type { TaxTerms, TaxRow } from './settle-tax.ts';
import { settleTax, withTaxes } from './settle-tax.ts';

/**
 * The order in which an invoice is settled, and the only place that knows it:
 *
 *   rounded lines → line discounts → invoice discounts → maximum → minimum → commitment true-up
 *   → credits before tax → tax → money credits → due
 *
 * Each step works on what the former left of each line (`nets`), so that taxes and restricted credits know
 * how much of a line is left. Written once over any arithmetic; see arithmetic.ts.
 */
export function settle<N>(math: Arithmetic<N>, amounts: readonly N[], terms: Terms<N>): Settled<N> {
  let nets: readonly N[] = amounts;
  const discounts: Deduction<N>[] = [];
  const branches: number[] = [];
  for (const discount of terms.discounts) {
    const { off, branch } = discountOff(math, nets, discount);
    branches.push(branch);
    const { lines, returned } = discount;
    const taken = { amount: off, shares: proRata(math, off, nets, lines) };
    nets = without(math, nets, taken.shares, lines);
    const back = returned.length === 0 ? null : discountBack(math, nets, { ...discount, lines: returned });
    nets = back ? without(math, nets, back.shares, returned) : nets;
    discounts.push(back ? { amount: math.plus(off, back.amount), shares: [...taken.shares, ...back.shares] } : taken);
  }
  const maximum =
    terms.maximum === null
      ? math.zero
      : atLeastZero(math, math.minus(total(math, nets), math.roundStep(terms.maximum)));
  if (math.less(math.zero, maximum)) {
    const all = nets.map((_, index) => index);
    nets = without(math, nets, proRata(math, maximum, nets, all), all);
  }
  const minimum =
    terms.minimum === null
      ? math.zero
      : atLeastZero(math, math.minus(math.roundStep(terms.minimum), total(math, nets)));
  const trueUp = terms.commitment === null ? math.zero : commitmentTrueUp(math, amounts, nets, terms.commitment);
  // Minimum and true-up are lines of their own, taxed at the standard rates.
  if (terms.minimum !== null || terms.commitment !== null) nets = [...nets, minimum, trueUp];
  const before = drawCredits(math, nets, terms.creditsBefore);
  nets = before.lines;
  const subtotal = math.round(total(math, nets));
  const rounding = math.minus(subtotal, total(math, nets));
  const taxes = settleTax(math, nets, terms.tax);
  let sum = subtotal;
  if (terms.tax.behavior === 'exclusive') for (const { amount } of taxes) sum = math.plus(sum, amount);
  const grosses = terms.creditsAfter.length === 0 ? nets : withTaxes(math, nets, terms.tax, taxes);
  const after = drawCredits(math, grosses, terms.creditsAfter, sum);
  const { drawn: creditsAfter, left: due } = after;
  for (const bound of [maximum, minimum, trueUp]) branches.push(math.less(math.zero, bound) ? 1 : 0);
  return {
    branches,
    discounts,
    maximum,
    minimum,
    trueUp,
    creditsBefore: before.drawn,
    rounding,
    subtotal,
    taxes,
    total: sum,
    creditsAfter,
    due,
  };
}

/** What surrounds the lines of an invoice, in one arithmetic. Lists of lines are indices. */
export interface Terms<N> {
  /** In the order they apply: line scope before invoice scope. */
  readonly discounts: readonly DiscountTerm<N>[];
  readonly maximum: N | null;
  readonly minimum: N | null;
  readonly commitment: CommitmentTerm<N> | null;
  readonly creditsBefore: readonly CreditTerm<N>[];
  readonly tax: TaxTerms<N>;
  readonly creditsAfter: readonly CreditTerm<N>[];
}

export interface DiscountTerm<N> {
  readonly lines: readonly number[];
  /** Lines below 0 that return what was paid with it. */
  readonly returned: readonly number[];
  readonly percent: boolean;
  readonly value: N;
  readonly tiers: readonly { readonly upTo: N | null; readonly value: N }[] | null;
  readonly atMost: N | null;
}

export interface CommitmentTerm<N> {
  /** What is still to be reached, by this invoice alone. */
  readonly amount: N;
  readonly lines: readonly number[];
  readonly basis: 'before_discounts' | 'after_discounts';
}

export interface CreditTerm<N> {
  readonly balance: N;
  /** `null` = all lines. */
  readonly lines: readonly number[] | null;
}

/** What a discount or credit takes off, and how much of it off which line. */
export interface Deduction<N> {
  readonly amount: N;
  /** Discounts: in the order of their lines, then of those that are returned. Credits: by line, with minimum and true-up as the last two. */
  readonly shares: readonly N[];
}

/** What each step came to; amounts ≥ 0 except `rounding`, what is returned, and what is negative by its lines. */
export interface Settled<N> {
  /** Which way each step went (tier of a discount, bound hit or not): between equal branches the settlement is linear. */
  readonly branches: readonly number[];
  readonly discounts: readonly Deduction<N>[];
  readonly maximum: N;
  readonly minimum: N;
  readonly trueUp: N;
  readonly creditsBefore: readonly Deduction<N>[];
  /** What rounding the whole added, where lines are not rounded. */
  readonly rounding: N;
  readonly subtotal: N;
  readonly taxes: readonly TaxRow<N>[];
  readonly total: N;
  readonly creditsAfter: readonly Deduction<N>[];
  readonly due: N;
}

/** A discount in an arithmetic: percentages as ratios, money as amounts. */
export function discountTerm<N>(
  math: Arithmetic<N>,
  discount: {
    readonly kind: 'percent' | 'fixed';
    readonly value: Decimal;
    readonly tiers: readonly { readonly upTo: Decimal | null; readonly value: Decimal }[] | null;
    readonly remainingAmount: Decimal | null;
  },
  lines: readonly number[],
  returned: readonly number[] = [],
): DiscountTerm<N> {
  const percent = discount.kind === 'percent';
  const value = (amount: Decimal): N => (percent ? math.ratio(amount.div(HUNDRED)) : math.of(amount));
  return {
    lines,
    returned,
    percent,
    value: value(discount.value),
    tiers:
      discount.tiers?.map((tier) => ({
        upTo: tier.upTo && math.of(tier.upTo),
        value: value(tier.value),
      })) ?? null,
    atMost: discount.remainingAmount && math.of(discount.remainingAmount),
  };
}

/** The place of a discount's tier, by the branch it took; -1 = it has none, or none holds. */
export function discountTier(branch: number): number {
  return Math.floor(branch / 3) - 1;
}

function discountOff<N>(
  math: Arithmetic<N>,
  nets: readonly N[],
  discount: DiscountTerm<N>,
): { readonly off: N; readonly branch: number } {
  const whole = totalOf(math, nets, discount.lines);
  const base = atLeastZero(math, whole);
  const tier = discount.tiers?.findIndex(({ upTo }) => upTo === null || !math.less(upTo, base)) ?? -1;
  const value = discount.tiers === null ? discount.value : (discount.tiers[tier]?.value ?? math.zero);
  const wanted = math.roundStep(discount.percent ? math.times(base, value) : value);
  const most = discount.atMost === null ? base : math.floor(smaller(math, discount.atMost, base));
  // Of less than nothing, nothing is taken off.
  const isWhole = !math.less(most, wanted) && !math.less(whole, math.zero);
  return { off: isWhole ? wanted : most, branch: 3 * (tier + 1) + (isWhole ? 0 : math.less(most, base) ? 1 : 2) };
}

/** What a discount takes off lines that are returned, below 0: as off the same ones when they were charged. */
function discountBack<N>(math: Arithmetic<N>, nets: readonly N[], discount: DiscountTerm<N>): Deduction<N> {
  const negated = (amount: N): N => math.minus(math.zero, amount);
  const paid = nets.map(negated);
  const { off } = discountOff(math, paid, { ...discount, atMost: null });
  return { amount: negated(off), shares: proRata(math, off, paid, discount.lines).map(negated) };
}

function commitmentTrueUp<N>(
  math: Arithmetic<N>,
  amounts: readonly N[],
  nets: readonly N[],
  term: CommitmentTerm<N>,
): N {
  const counted = totalOf(math, term.basis === 'before_discounts' ? amounts : nets, term.lines);
  return atLeastZero(math, math.minus(math.roundStep(term.amount), counted));
}

/**
 * Draws credits in their order; each pays its lines in order, in whole minor units, and none that is negative.
 * Of a `sum` that rounding may have made more than its lines, what may pay anything may pay all.
 */
function drawCredits<N>(
  math: Arithmetic<N>,
  nets: readonly N[],
  credits: readonly CreditTerm<N>[],
  sum: N | null = null,
): { readonly drawn: readonly Deduction<N>[]; readonly lines: readonly N[]; readonly left: N } {
  let left = sum ?? total(math, nets);
  if (credits.length === 0) return { drawn: [], lines: nets, left };
  const lines = [...nets];
  const drawn = credits.map((credit) => {
    const most = math.floor(smaller(math, credit.balance, atLeastZero(math, left)));
    let rest = most;
    const shares = lines.map((net, line) => {
      const isPaid = credit.lines === null || credit.lines.includes(line);
      const share = isPaid ? math.floor(smaller(math, rest, atLeastZero(math, net))) : math.zero;
      rest = math.minus(rest, share);
      lines[line] = math.minus(net, share);
      return share;
    });
    const given = sum !== null && credit.lines === null ? most : math.minus(most, rest);
    left = math.minus(left, given);
    return { amount: given, shares };
  });
  return { drawn, lines, left };
}

/** What each of some lines bears of an amount, by what is left of them; one alone bears all. */
function proRata<N>(math: Arithmetic<N>, off: N, nets: readonly N[], lines: readonly number[]): readonly N[] {
  if (lines.length === 1) return [off];
  return math.less(math.zero, off)
    ? math.share(
        off,
        lines.map((line) => nets[line] as N),
      )
    : lines.map(() => math.zero);
}

function without<N>(math: Arithmetic<N>, nets: readonly N[], shares: readonly N[], lines: readonly number[]): N[] {
  const next = [...nets];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as number;
    next[line] = math.minus(nets[line] as N, shares[index] as N);
  }
  return next;
}

function totalOf<N>(math: Arithmetic<N>, amounts: readonly N[], lines: readonly number[]): N {
  let sum = math.zero;
  for (const line of lines) sum = math.plus(sum, amounts[line] as N);
  return sum;
}

function atLeastZero<N>(math: Arithmetic<N>, amount: N): N {
  return math.less(amount, math.zero) ? math.zero : amount;
}

function smaller<N>(math: Arithmetic<N>, a: N, b: N): N {
  return math.less(b, a) ? b : a;
}
