import { priceOf } from './charge.ts';
import type { Reported } from './charge.ts';
import type { OracleDraw } from './credits.ts';
import { draw, inOrder } from './credits.ts';
import { digitsOf, exact, Exact, mended, NOUGHT, roundExact } from './exact.ts';
import { shareOut, total } from './shares.ts';
import type { OracleTax } from './taxes.ts';
import { taxesOn } from './taxes.ts';
import type { WireAccount, WireCatalog, WireCharge, WireDiscount, WirePlan } from './wire.ts';

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

interface Row {
  readonly id: string;
  readonly charge: WireCharge | null;
  readonly amount: Exact;
  readonly category: string | null;
  readonly discountable: boolean;
}

/**
 * Lines → line discounts → invoice discounts → maximum → minimum → commitment → credits before tax → tax →
 * credits after it. Every charge stands in arrears for one whole period; `null` = some line has no price.
 */
export function invoiceOf(catalog: WireCatalog, account: WireAccount, plan: WirePlan): OracleInvoice | null {
  const digits = plan.rounding?.scale ?? digitsOf(catalog.currency);
  const mode = plan.rounding?.mode ?? 'half_away';
  const byLine = plan.rounding?.at !== 'invoice';
  const round = (amount: Exact): Exact => roundExact(amount, digits, mode);
  const step = (amount: Exact): Exact => (byLine ? round(amount) : amount);

  const rows = rowsOf(catalog, account, plan);
  if (rows === null) return null;
  let nets = rows.map(({ amount }) => amount);
  const take = (amount: Exact, from: readonly number[]): void => {
    const shares = shareOut(
      amount,
      from.map((index) => nets[index] ?? NOUGHT),
      digits,
    );
    nets = nets.map((net, index) => net.minus(shares[from.indexOf(index)] ?? 0));
  };

  const all = [...(plan.discounts ?? []), ...(account.discounts ?? [])];
  const ordered = ['line', 'invoice'].flatMap((scope) => all.filter((each) => (each.scope ?? 'invoice') === scope));
  const discounts = ordered.map((discount) => {
    const on = [...rows.keys()].filter((index) => applies(discount, rows[index] as Row));
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
  const commitment = account.commitment ?? plan.commitment;
  const counted = (commitment?.basis === 'after_discounts' ? nets : rows.map(({ amount }) => amount)).filter(
    (_, index) =>
      rows[index]?.charge != null && (rows[index]?.charge as CountedCharge).counts_toward_commitment !== false,
  );
  const goal = commitment == null ? NOUGHT : Exact.max(0, exact(commitment.amount).minus(commitment.counted ?? '0'));
  const trueUp = commitment == null ? NOUGHT : Exact.max(0, step(goal).minus(total(counted)));

  const names = [...rows.map(({ id }) => id), '\0minimum', '\0true-up'];
  const categories = [...rows.map(({ category }) => category), null, null];
  const credits = inOrder(account.credits ?? []);
  const parts = [...nets, missing, trueUp];
  const before = draw(
    credits.filter(({ applied }) => applied === 'before_tax'),
    names.map((id, index) => ({ id, amount: parts[index] ?? NOUGHT })),
    total(parts),
    digits,
  );
  const subtotal = round(total(before.left));
  const tax = account.tax ?? { behavior: 'unknown' };
  const taxes = taxesOn(before.left, categories, tax, digits, mode);
  const sum = tax.behavior === 'exclusive' ? subtotal.plus(total(taxes.map(({ amount }) => amount))) : subtotal;
  const gross = names.map((id, index) => ({
    id,
    amount: (before.left[index] ?? NOUGHT).plus(onTop(tax.behavior, taxes, index)),
  }));
  const after = draw(
    credits.filter(({ applied }) => applied !== 'before_tax'),
    gross,
    sum,
    digits,
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

type CountedCharge = WireCharge & { readonly counts_toward_commitment?: boolean };

function rowsOf(catalog: WireCatalog, account: WireAccount, plan: WirePlan): Row[] | null {
  const reported = reportedBy(catalog, account);
  const rows: Row[] = [];
  for (const charge of plan.charges ?? []) {
    const price = priceOf(charge, reported);
    if (price === null) return null;
    const rounding = charge.rounding ?? plan.rounding;
    const digits = rounding?.scale ?? digitsOf(catalog.currency);
    const amount =
      rounding?.at === 'invoice' ? mended(price, 90) : roundExact(mended(price, 90), digits, rounding?.mode);
    rows.push({
      id: charge.id,
      charge,
      amount,
      category: charge.tax_category ?? null,
      discountable: charge.discountable !== false,
    });
  }
  for (const item of account.pending_items ?? []) {
    rows.push({
      id: item.id,
      charge: null,
      amount: exact(item.amount),
      category: item.tax_category ?? null,
      discountable: item.discountable !== false,
    });
  }
  return rows;
}

export function reportedBy(catalog: WireCatalog, account: WireAccount): Reported {
  const usage = Object.entries(account.usage ?? {});
  return {
    meters: catalog.meters ?? [],
    quantities: new Map(
      usage.flatMap(([meter, { quantity }]) => (quantity === undefined ? [] : [[meter, exact(quantity)] as const])),
    ),
    events: new Map(usage.flatMap(([meter, { events }]) => (events === undefined ? [] : [[meter, events] as const]))),
  };
}

function applies({ charges }: WireDiscount, row: Row): boolean {
  return row.discountable && (charges == null || (row.charge !== null && charges.includes(row.id)));
}

/** Never more than there is, and never more than it has left. */
function discountOn(
  discount: WireDiscount,
  base: Exact,
  { step, digits }: { readonly step: (amount: Exact) => Exact; readonly digits: number },
): Exact {
  const there = Exact.max(base, 0);
  const tier = discount.tiers?.find(({ up_to: bound }) => bound == null || there.lte(bound));
  const value = exact((discount.tiers === undefined ? discount.value : tier?.value) ?? '0');
  const wanted = step(discount.kind === 'percent' ? there.times(value).div(100) : value);
  const left =
    discount.remaining_amount == null ? there : roundExact(Exact.min(there, discount.remaining_amount), digits, 'down');
  return Exact.min(wanted, left);
}
