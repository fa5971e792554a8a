import type { Decimal } from '../../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../../src/engine/estimate/estimate.ts';
import type { Invoice } from '../../../src/engine/invoice/invoice.ts';
import type { Exact } from '../../oracle/exact.ts';
import { mended } from '../../oracle/exact.ts';
import type { OracleInvoice } from '../../oracle/invoice.ts';
import { nextInvoiceOf } from '../../oracle/next-invoice.ts';
import type { WireAccount, WireCatalog } from '../../oracle/wire.ts';

/** The raw documents that an estimate was made from. */
export interface RawPair {
  readonly catalog: WireCatalog;
  readonly account: WireAccount;
}

/** Where the product's prices are not the oracle's, in words; empty = they agree, or say why there is none. */
export function compareEstimate(estimate: Estimate, pair: RawPair): string[] {
  const { accrued, invoice, problems, plan, catalog } = estimate;
  const known = withoutBroken(pair, catalog);
  const raw = catalog.plans.every((one) => one.problems.length === 0) ? known : withoutOthers(known, plan);
  if (plan.problems.length > 0) return accrued?.total == null ? [] : ['an unpriceable plan has a price'];
  const silent = invoice.total === null && problems.length === 0 && !plan.contact ? ['no price, and no reason'] : [];
  return [...silent, ...compareInvoice('so far', accrued, soFarOf(raw)), ...compareShown(estimate, raw)];
}

/** An announced plan that is wrong inside has no price for anybody: today's goes on. */
function withoutBroken({ catalog, account }: RawPair, { next }: Estimate['catalog']): RawPair {
  if (next === null || catalog.next == null) return { catalog, account };
  const broken = new Set(next.plans.filter((plan) => plan.problems.length > 0).map(({ id }) => id));
  const plans = catalog.next.plans.filter(({ id }) => !broken.has(id));
  return { catalog: { ...catalog, next: { ...catalog.next, plans } }, account };
}

/** A plan that is wrong inside does not tell its add-ons: what this one has not may be of it, and costs nothing here. */
function withoutOthers({ catalog, account }: RawPair, { charges }: Estimate['plan']): RawPair {
  const { subscription } = account;
  const own = subscription.add_ons?.filter((name) => charges.some(({ id }) => id === name)) ?? [];
  return { catalog, account: { ...account, subscription: { ...subscription, add_ons: own } } };
}

/** What a commitment asks for comes with the invoice at its end, not day by day. */
function soFarOf({ catalog, account }: RawPair): OracleInvoice | null {
  const { subscription } = account;
  const plan = typeof subscription.plan === 'string' ? subscription.plan : { ...subscription.plan, commitment: null };
  const uncommitted = inEachList(catalog, ({ plans }) => ({
    plans: plans.map((one) => ({ ...one, commitment: null })),
  }));
  return nextInvoiceOf(uncommitted, { ...account, commitment: null, subscription: { ...subscription, plan } });
}

/** A price list, and the one that follows, with a change. */
function inEachList(list: WireCatalog, change: (list: WireCatalog) => Partial<WireCatalog>): WireCatalog {
  return { ...list, ...change(list), ...(list.next && { next: { ...list.next, ...change(list.next) } }) };
}

/** The invoice that is shown, priced anew at the quantities that it says it is for. */
function compareShown(estimate: Estimate, { catalog, account }: RawPair): string[] {
  const { invoice, meters, plan } = estimate;
  if (plan.charges.some(({ model }) => model === 'per_event')) return [];
  const served = new Map(meters.map(({ meter, served: quantity }) => [meter.id, quantity?.toFixed() ?? null]));
  const usage = Object.fromEntries(
    [...served].flatMap(([id, quantity]) => (quantity === null ? [] : [[id, { quantity }]])),
  );
  const given = inEachList(catalog, ({ meters: raw = [] }) => ({
    meters: raw.map((meter) => (typeof served.get(meter.id) === 'string' ? { ...meter, sum_of: null } : meter)),
  }));
  const expected = nextInvoiceOf(given, { ...account, usage });
  return compareInvoice('shown', invoice, expected);
}

function compareInvoice(name: string, got: Invoice | null, expected: OracleInvoice | null): string[] {
  if (got?.total == null || expected === null) {
    const words = (total: { toFixed(): string } | null | undefined): string => total?.toFixed() ?? 'none';
    return got?.total == null && expected === null
      ? []
      : [`${name}: total: expected ${words(expected?.total)}, got ${words(got?.total)}`];
  }
  const lines = got.lines.filter(({ kind }) => kind === 'charge' || kind === 'pending');
  const rows: [string, Exact | undefined, Decimal | null | undefined][] = [
    ...Array.from({ length: Math.max(lines.length, expected.lines.length) }, (_, index): (typeof rows)[number] => [
      `line ${index} (${lines[index]?.id})`,
      expected.lines[index]?.amount,
      lines[index]?.amount,
    ]),
    ...Array.from({ length: Math.max(got.taxes.length, expected.taxes.length) }, (_, index): (typeof rows)[number] => [
      `tax ${index}`,
      expected.taxes[index]?.amount,
      got.taxes[index]?.amount,
    ]),
    ['subtotal', expected.subtotal, got.subtotal],
    ['total', expected.total, got.total],
    ['due', expected.due, got.due],
  ];
  return rows.flatMap(([row, wanted, amount]) =>
    wanted !== undefined && amount != null && mended(wanted.minus(amount.toFixed()), 60).isZero()
      ? []
      : [`${name}: ${row}: expected ${wanted?.toFixed() ?? 'none'}, got ${amount?.toFixed() ?? 'none'}`],
  );
}
