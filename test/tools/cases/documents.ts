import type { WireCharge, WireCommitment, WireDiscount, WireRounding, WireTax } from '../../oracle/wire.ts';
import type { ChargeWords } from './charge-words.ts';
import type { CaseRounding } from './words.ts';
import { isNegative, isRoundedOnce } from './words.ts';

/** A row of a bill: a priced thing, or an amount that is already on the invoice. */
export type LineWords = (ChargeWords | { readonly item: string }) & {
  readonly discountable?: boolean;
  readonly taxCategory?: string;
  readonly counted?: boolean;
};

/** What is on a customer's bill, in the words of the contract. */
export interface BillWords {
  readonly currency: string;
  /** `null` = to twenty digits, which rounds nothing that a case compares. */
  readonly rounding: CaseRounding | null;
  /** Fraction digits of a discount's shares by line, where they differ. */
  readonly sharesScale?: number;
  readonly lines: readonly LineWords[];
  readonly discounts?: readonly WireDiscount[];
  readonly tax?: WireTax;
  readonly credits?: readonly CreditWords[];
  readonly commitment?: WireCommitment;
  readonly plan?: Readonly<Record<string, unknown>>;
  readonly subscription?: Readonly<Record<string, unknown>>;
  readonly timeZone?: string;
  readonly asOf?: string;
}

export interface CreditWords {
  readonly id: string;
  readonly balance: string;
  readonly priority?: number;
  readonly charges?: readonly string[];
  readonly applied?: 'before_tax' | 'after_tax';
}

/** Both documents as an endpoint would send them. */
export interface Documents {
  readonly catalog: Readonly<Record<string, unknown>>;
  readonly account: Readonly<Record<string, unknown>>;
}

export const lineId = (index: number): string => `line_${index}`;

export function flat(amount: string): ChargeWords | { readonly item: string } {
  return isNegative(amount) ? { item: amount } : { charge: { model: 'flat', amount } };
}

export function documentsOf(bill: BillWords): Documents {
  const lines = bill.lines.map((line, index) => ({ line, index }));
  return {
    catalog: {
      version: 1,
      currency: bill.currency,
      meters: lines.flatMap(({ line, index }) => metersOf(line, index)),
      plans: [planOf(bill)],
    },
    account: accountOf(bill),
  };
}

function planOf(bill: BillWords): Record<string, unknown> {
  return {
    id: 'plan',
    name: 'Plan',
    interval: { unit: 'month', count: 1 },
    rounding: planRounding(bill.rounding, bill.sharesScale),
    charges: bill.lines.flatMap((line, index) => ('charge' in line ? [chargeOf(line, index)] : [])),
    ...bill.plan,
  };
}

/** How a plan rounds; `null` = nothing is rounded that a case compares. */
export function planRounding(
  rounding: CaseRounding | null,
  sharesScale?: number,
): WireRounding & { shares_scale?: number } {
  const shares = sharesScale === undefined ? {} : { shares_scale: sharesScale };
  if (rounding === null) return { mode: 'half_away', scale: 20, at: 'line', ...shares };
  const at = isRoundedOnce(rounding) ? 'invoice' : 'line';
  return { mode: rounding.mode, scale: rounding.scale, at, ...shares };
}

function chargeOf(line: LineWords & ChargeWords, index: number): Record<string, unknown> {
  const { charge } = line;
  const fields: Record<string, unknown> = { timing: 'in_arrears', ...charge, id: lineId(index) };
  if (charge.model !== 'flat') fields['meter'] = `meter_${index}`;
  if (charge.tier_by != null) fields['tier_by'] = `picker_${index}`;
  if (line.discountable === false) fields['discountable'] = false;
  if (line.counted === false) fields['counts_toward_commitment'] = false;
  if (line.taxCategory !== undefined) fields['tax_category'] = line.taxCategory;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function metersOf(line: LineWords, index: number): Record<string, unknown>[] {
  if (!('charge' in line) || line.charge.model === 'flat') return [];
  const isMoney = line.money === true || hasRate(line.charge);
  const kind = isMoney ? { kind: 'money' } : line.seats === true ? { kind: 'seats' } : {};
  const meter = { id: `meter_${index}`, aggregation: line.events === undefined ? 'sum' : 'events', ...kind };
  return line.tierQuantity === undefined ? [meter] : [meter, { id: `picker_${index}`, aggregation: 'sum' }];
}

function hasRate(charge: Omit<WireCharge, 'id' | 'meter'>): boolean {
  return charge.rate_pct !== undefined || (charge.tiers ?? []).some(({ rate_pct: rate }) => rate !== undefined);
}

function accountOf(bill: BillWords): Record<string, unknown> {
  const usage = bill.lines.flatMap(usageOf);
  const items = bill.lines.flatMap((line, index) => ('item' in line ? [itemOf(line, index)] : []));
  return {
    version: 1,
    revision: 1,
    as_of: bill.asOf ?? '2025-01-20T12:00:00Z',
    time_zone: bill.timeZone ?? 'UTC',
    currency: bill.currency,
    subscription: {
      plan: 'plan',
      status: 'active',
      anchor: '2025-01-01',
      started_at: '2025-01-01',
      ...bill.subscription,
    },
    usage: Object.fromEntries(usage),
    pending_items: items,
    discounts: bill.discounts ?? [],
    tax: bill.tax ?? { behavior: 'none' },
    credits: (bill.credits ?? []).map((credit) => ({
      unit: bill.currency,
      source: 'purchased',
      applied: 'after_tax',
      ...credit,
    })),
    ...(bill.commitment === undefined ? {} : { commitment: bill.commitment }),
  };
}

function usageOf(line: LineWords, index: number): [string, Record<string, unknown>][] {
  if (!('charge' in line) || line.charge.model === 'flat') return [];
  const counted = line.events === undefined ? { quantity: line.quantity } : { events: line.events };
  const own: [string, Record<string, unknown>] = [`meter_${index}`, counted];
  return line.tierQuantity === undefined ? [own] : [own, [`picker_${index}`, { quantity: line.tierQuantity }]];
}

function itemOf(line: LineWords & { readonly item: string }, index: number): Record<string, unknown> {
  return {
    id: lineId(index),
    name: lineId(index),
    amount: line.item,
    discountable: line.discountable ?? true,
    ...(line.taxCategory === undefined ? {} : { tax_category: line.taxCategory }),
  };
}
