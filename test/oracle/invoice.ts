import { priceOf } from './charge.ts';
import type { Reported } from './charge.ts';
import type { OracleDraw } from './credits.ts';
import { draw, inOrder } from './credits.ts';
import { digitsOf, exact, Exact, mended, NOUGHT, roundExact } from './exact.ts';
import { shareOut, total } from './shares.ts';
import type { OracleTax } from './taxes.ts';
import { taxesOn } from './taxes.ts';
import type { WireAccount, WireCatalog, WireCharge, WireCredit, WireDiscount, WirePlan, WireTax } from './wire.ts';

/** One invoice as the specification reads, step by step from the raw documents. */
export interface OracleInvoice {
  readonly lines: readonly { readonly id: string; readonly amount: Exact }[];
  readonly discounts: readonly Exact[];
  readonly maximum: Exact;
  readonly minimum: Exact;
  readonly trueUp: Exact;
  readonly creditsBefore: readonly OracleDraw[];
  readonly subtotal: Exact;
  readonly taxes: readonly OracleTax[];
  readonly total: Exact;
  readonly creditsAfter: readonly OracleDraw[];
  readonly due: Exact;
}

/** A line on its way to an invoice. */
export interface Row {
  readonly id: string;
  readonly charge: WireCharge | null;
  readonly amount: Exact;
  readonly category: string | null;
  readonly discountable: boolean;
  /** The instant that decides which discounts hold; none: they all do. */
  readonly at?: number;
  /** Of a charge of another plan than the invoice's. */
  readonly plan?: WirePlan;
}

/** What an invoice is settled by, beside its lines and its plan. */
export interface Around {
  readonly currency: string;
  readonly plan: WirePlan;
  readonly discounts: readonly WireDiscount[];
  /** Whether a discount is there at all when a line is charged. */
  readonly holds: (discount: WireDiscount, row: Row) => boolean;
  /** What a commitment still asks for; `null` = nothing. */
  readonly commitment: { readonly goal: Exact; readonly basis: string | undefined } | null;
  readonly tax: WireTax;
  readonly credits: readonly WireCredit[];
}

/** Every charge stands in arrears for one whole period; `null` = some line has no price. */
export function invoiceOf(catalog: WireCatalog, account: WireAccount, plan: WirePlan): OracleInvoice | null {
  const rows = rowsOf(catalog, account, plan);
  const commitment = account.commitment ?? plan.commitment;
  return rows === null
    ? null
    : settleRows(rows, {
        currency: catalog.currency,
        plan,
        discounts: [...(plan.discounts ?? []), ...(account.discounts ?? [])],
        holds: () => true,
        commitment:
          commitment == null
            ? null
            : { goal: exact(commitment.amount).minus(commitment.counted ?? '0'), basis: commitment.basis },
        tax: account.tax ?? { behavior: 'unknown' },
        credits: account.credits ?? [],
      });
}

/**
 * Lines → line discounts → invoice discounts → maximum → minimum → commitment → credits before tax → tax →
 * credits after it.
 */
export function settleRows(rows: readonly Row[], around: Around): OracleInvoice {
  const { plan, commitment, tax } = around;
  const digits = plan.rounding?.scale ?? digitsOf(around.currency);
  const shareDigits = plan.rounding?.shares_scale ?? digits;
  const mode = plan.rounding?.mode ?? 'half_away';
  const byLine = plan.rounding?.at !== 'invoice';
  const round = (amount: Exact): Exact => roundExact(mended(amount, 60), digits, mode);
  const step = (amount: Exact): Exact => (byLine ? round(amount) : amount);

  let nets = rows.map(({ amount }) => amount);
  const take = (amount: Exact, from: readonly number[]): void => {
    const shares = shareOut(
      amount,
      from.map((index) => nets[index] ?? NOUGHT),
      shareDigits,
    );
    nets = nets.map((net, index) => net.minus(shares[from.indexOf(index)] ?? 0));
  };

  const ordered = ['line', 'invoice'].flatMap((scope) =>
    around.discounts.filter((each) => (each.scope ?? 'invoice') === scope),
  );
  const discounts = ordered.map((discount) => {
    const on = [...rows.keys()].filter((index) => applies(discount, rows[index] as Row, around));
    const off = discountOn(discount, total(on.map((index) => nets[index] ?? NOUGHT)), { step, digits });
    if (off.gt(0)) take(off, on);
    return off;
  });

  const everything = [...rows.keys()];
  const above =
    plan.maximum_amount == null ? NOUGHT : Exact.max(0, total(nets).minus(step(exact(plan.maximum_amount))));
  if (above.gt(0)) take(above, everything);
  const missing =
    plan.minimum_amount == null ? NOUGHT : Exact.max(0, step(exact(plan.minimum_amount)).minus(total(nets)));
  const counted = (commitment?.basis === 'after_discounts' ? nets : rows.map(({ amount }) => amount)).filter(
    (_, index) => rows[index]?.charge != null && rows[index]?.charge?.counts_toward_commitment !== false,
  );
  const trueUp = commitment === null ? NOUGHT : Exact.max(0, step(Exact.max(0, commitment.goal)).minus(total(counted)));

  // What is bound to charges pays no item, whatever it is called.
  const names = [...rows.map(({ id, charge }) => (charge === null ? '\0item' : id)), '\0minimum', '\0true-up'];
  const categories = [...rows.map(({ category }) => category), null, null];
  const credits = inOrder(around.credits);
  const parts = [...nets, missing, trueUp];
  const before = draw(
    credits.filter(({ applied }) => applied === 'before_tax'),
    names.map((id, index) => ({ id, amount: parts[index] ?? NOUGHT })),
    digits,
  );
  const subtotal = round(total(before.left));
  const taxes = taxesOn(before.left, categories, tax, digits, mode);
  const sum = tax.behavior === 'exclusive' ? subtotal.plus(total(taxes.map(({ amount }) => amount))) : subtotal;
  const gross = names.map((id, index) => ({
    id,
    amount: (before.left[index] ?? NOUGHT).plus(onTop(tax.behavior, taxes, index)),
  }));
  const after = draw(
    credits.filter(({ applied }) => applied !== 'before_tax'),
    gross,
    digits,
    sum,
  );
  return {
    lines: rows,
    discounts,
    maximum: above,
    minimum: missing,
    trueUp,
    creditsBefore: before.draws,
    subtotal,
    taxes,
    total: sum,
    creditsAfter: after.draws,
    due: sum.minus(total(after.draws.map(({ amount }) => amount))),
  };
}

/** The exclusive taxes of one line. */
function onTop(behavior: string, taxes: readonly OracleTax[], index: number): Exact {
  if (behavior !== 'exclusive') return NOUGHT;
  return total(taxes.flatMap(({ lines }) => lines.filter(({ line }) => line === index).map(({ amount }) => amount)));
}

function rowsOf(catalog: WireCatalog, account: WireAccount, plan: WirePlan): Row[] | null {
  const reported = reportedBy(catalog, account);
  const rows: Row[] = [];
  for (const charge of plan.charges ?? []) {
    const price = priceOf(charge, reported);
    if (price === null) return null;
    rows.push(chargeRow(charge, price, { currency: catalog.currency, plan }));
  }
  return [...rows, ...pendingRows(account)];
}

/** The line of a charge, rounded as the charge says, or its plan. */
export function chargeRow(
  charge: WireCharge,
  price: Exact,
  { currency, plan }: { readonly currency: string; readonly plan: WirePlan },
): Row {
  const rounding = charge.rounding ?? plan.rounding;
  const digits = rounding?.scale ?? digitsOf(currency);
  const whole = mended(price, 80);
  return {
    id: charge.id,
    charge,
    amount: rounding?.at === 'invoice' ? whole : roundExact(whole, digits, rounding?.mode),
    category: charge.tax_category ?? null,
    discountable: charge.discountable !== false,
  };
}

export function pendingRows(account: WireAccount): Row[] {
  return (account.pending_items ?? []).map((item) => ({
    id: item.id,
    charge: null,
    amount: exact(item.amount),
    category: item.tax_category ?? null,
    discountable: item.discountable !== false,
  }));
}

export function reportedBy(catalog: WireCatalog, account: WireAccount): Reported {
  const usage = Object.entries(account.usage ?? {});
  return {
    meters: catalog.meters ?? [],
    quantities: new Map(
      usage.map(([meter, { quantity, events }]) => [
        meter,
        quantity === undefined ? total((events ?? []).map((event) => exact(event))) : exact(quantity),
      ]),
    ),
    events: new Map(usage.flatMap(([meter, { events }]) => (events == null ? [] : [[meter, events] as const]))),
  };
}

function applies(discount: WireDiscount, row: Row, { holds }: Around): boolean {
  const { charges } = discount;
  if (!row.discountable || !holds(discount, row)) return false;
  return charges == null || (row.charge !== null && charges.includes(row.id));
}

/** Never more than there is, and never more than it has left. */
function discountOn(
  discount: WireDiscount,
  base: Exact,
  { step, digits }: { readonly step: (amount: Exact) => Exact; readonly digits: number },
): Exact {
  const there = Exact.max(base, 0);
  const tier = discount.tiers?.find(({ up_to: bound }) => bound == null || there.lte(bound));
  const value = exact((discount.tiers == null ? discount.value : tier?.value) ?? '0');
  const wanted = step(discount.kind === 'percent' ? there.times(value).div(100) : value);
  const left =
    discount.remaining_amount == null ? there : roundExact(Exact.min(there, discount.remaining_amount), digits, 'down');
  return Exact.min(wanted, left);
}
