import { Decimal, sum } from '../../../src/engine/numbers/decimal.ts';
import type { Invoice } from '../../../src/engine/invoice/invoice.ts';
import { prorate, shareOf, splitAt } from '../../../src/engine/time/proration.ts';
import type { Proration } from '../../../src/engine/time/proration.ts';
import type { RoundingMode } from '../../../src/engine/numbers/rounding.ts';
import { round } from '../../../src/engine/numbers/rounding.ts';
import { billOf, estimateOf, lineAmount } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, list, optional, record, text } from './case.ts';
import { chargeWords } from './charge-words.ts';
import { optionalDiscount } from './discounts.ts';
import { planRounding } from './documents.ts';
import { unitOf } from './proration.ts';
import type { Spans } from './spans.ts';
import { instantOf, intervalOfDays, iso, madeUp, spanOf, zoneOf } from './spans.ts';
import { lineTaxTerms } from './taxes.ts';
import type { CaseRounding } from './words.ts';
import { isRoundedOnce, roundedOnce, roundingOf } from './words.ts';

/** A switch in mid-period: what comes back, what is charged for the rest, and what is charged in full. */
export interface Change {
  readonly currency: string;
  readonly rounding: CaseRounding | null;
  readonly period: Spans['period'];
  readonly zone: string;
  readonly at: number;
  readonly unit: Proration['unit'];
  readonly credits: readonly string[];
  readonly charges: readonly string[];
  readonly inFull: readonly string[];
}

export function planChange(input: Input, { currency }: Context): Answer {
  const zone = zoneOf(input);
  const amounts = (key: string): string[] => list(input, key).map(amountOf);
  return changed({
    currency,
    rounding: roundingOf(input),
    ...when(input, zone),
    unit: unitOf(text(input, 'basis', 'calendar_days')),
    credits: amounts('credits'),
    charges: amounts('charges'),
    inFull: amounts('unprorated_charges'),
  });
}

export function fractionChange(input: Input, { currency }: Context): Answer {
  const [part, whole] = fraction(text(input, 'fraction_left', '1'));
  const { period, service } = madeUp(whole - part, whole);
  const rounding = roundingOf(input);
  const when = { currency, zone: 'UTC', period, at: service.end, unit: 'day' as const };
  const change = { ...when, credits: [text(input, 'old')], charges: [text(input, 'new')], inFull: [] };
  const sides = changed({ ...change, rounding });
  const [credit, charge] = [sides.got['credits'], sides.got['charges']].map((side) => (side as unknown[])[0]);
  const { got, wholeWay } = changed({ ...change, rounding: roundedOnce(rounding) });
  return { got: { ...got, credit, charge }, wholeWay };
}

/** Seats are priced before and after, and the difference is charged for the rest. */
export function seatChange(input: Input, { currency }: Context): Answer {
  const zone = zoneOf(input);
  const rounding = roundingOf(input);
  const priceOf = (seats: string): string => {
    const price = record(input, 'price');
    const words = chargeWords({ ...price, quantity: text(input, seats) });
    if (words === null) throw new Error('not a price');
    return lineAmount(billOf({ currency, rounding: null, lines: [words] }), 0).toFixed();
  };
  return changed({
    currency,
    rounding: roundedOnce(rounding),
    ...when({ ...input, change_on: optional(input, 'change_on', 'at') }, zone),
    unit: unitOf(text(input, 'unit', 'second')),
    credits: [priceOf('from_seats')],
    charges: [priceOf('to_seats')],
    inFull: [],
  });
}

/** Discounts come off the full lines, then the rest of the period is taken of what is left. */
export function discountThenProrate(input: Input, { currency }: Context): Answer {
  const zone = zoneOf(input);
  return changed({
    currency,
    rounding: roundingOf(input),
    ...when(input, zone),
    unit: unitOf(text(input, 'basis', 'calendar_days')),
    credits: nets(input, 'old', currency),
    charges: nets(input, 'new', currency),
    inFull: list(input, 'unprorated_charges').map(amountOf),
  });
}

/** What a discount leaves of each line: the base of its tax. */
function nets(input: Input, side: 'old' | 'new', currency: string): string[] {
  const rows = list(input, `${side}_lines`).map((amount) => ({ amount: amountOf(amount) }));
  if (rows.length === 0) return [];
  const { lines, tax } = lineTaxTerms(rows, 'line');
  const bill = billOf({ currency, rounding: null, lines, tax, discounts: optionalDiscount(input, `${side}_discount`) });
  return bill.invoice.taxes.map(({ base }) => base.toFixed());
}

function amountOf(value: unknown): string {
  return isRecord(value) ? text(value, 'amount') : String(value);
}

function when(input: Input, zone: string): Pick<Change, 'zone' | 'period' | 'at'> {
  return { zone, period: spanOf(record(input, 'period'), zone), at: instantOf(text(input, 'change_on'), zone) };
}

/** `1/3`, or a decimal such as 0.25, as whole numbers. */
function fraction(value: string): readonly [number, number] {
  const [part = '1', whole] = value.split('/');
  if (whole !== undefined) return [Number(part), Number(whole)];
  const digits = part.split('.')[1]?.length ?? 0;
  return [Math.round(Number(part) * 10 ** digits), 10 ** digits];
}

/** The whole way: what the estimate says a switch to the new plan costs or returns at once. */
export function changed(change: Change): Answer {
  const { period, zone, at } = change;
  const interval = intervalOfDays(period, zone);
  const inside = at >= period.start && at < period.end;
  if (!inside || interval === null || !amountsOf(change).every(isPlain)) return byHand(change);
  const estimate = estimateOf(switchDocuments(change, interval));
  const invoice = estimate.plans.find(({ plan }) => plan.id === 'new')?.switchNow ?? null;
  const side = (name: string, sign: 1 | -1, count: number): Decimal[] =>
    Array.from({ length: count }, (_, index) => lineIn(invoice, `${name}_${index}`, change.rounding).times(sign));
  const credits = side('old', -1, change.credits.length);
  const charges = side('new', 1, change.charges.length);
  return {
    got: { amount: invoice?.subtotal ?? new Decimal(0), net: invoice?.subtotal, credits, charges },
    wholeWay: true,
  };
}

function lineIn(invoice: Invoice | null, id: string, rounding: CaseRounding | null): Decimal {
  const line = invoice?.lines.find((each) => each.id === id);
  const amount = rounding === null ? line?.exact : line?.amount;
  if (amount == null) throw new Error(`${id} is not on the invoice`);
  return amount;
}

function switchDocuments({ currency, rounding, period, zone, at, unit, ...sides }: Change, interval: object) {
  const fees = (name: string, amounts: readonly string[], more: object = {}): object[] =>
    amounts.map((amount, index) => ({ ...flatCharge(amount), id: `${name}_${index}`, timing: 'in_advance', ...more }));
  const plan = { interval, proration: { unit, change_day: 'new' }, rounding: planRounding(rounding) };
  const inFull = fees('full', sides.inFull, { proration: { unit: 'none' } });
  const span = { start: iso(period.start), end: iso(period.end) };
  return {
    catalog: {
      version: 1,
      currency,
      meters: [],
      plans: [
        { ...plan, id: 'old', name: 'Old', charges: fees('old', sides.credits) },
        { ...plan, id: 'new', name: 'New', charges: [...fees('new', sides.charges), ...inFull] },
      ],
    },
    account: {
      version: 1,
      revision: 1,
      as_of: iso(at),
      time_zone: zone,
      currency,
      subscription: { plan: 'old', status: 'active', anchor: span.start, started_at: span.start },
      billed: sides.credits.map((amount, index) => ({ charge: `old_${index}`, amount, period: span })),
      tax: { behavior: 'none' },
    },
  };
}

function flatCharge(amount: string): object {
  return { model: 'flat', amount };
}

function amountsOf({ credits, charges, inFull }: Change): readonly string[] {
  return [...credits, ...charges, ...inFull];
}

/** What a fee may be in a document. */
function isPlain(amount: string): boolean {
  return /^(0|[1-9]\d{0,17})(\.\d{1,20})?$/.test(amount);
}

/** A change on the last boundary, where the new period would open, or fees that no document has: by the engine's own proration. */
function byHand({ period, zone, at, unit, rounding, ...sides }: Change): Answer {
  const proration: Proration = { unit, changeDay: 'new', terminationDay: false };
  const share = shareOf(splitAt(period, at, proration, zone)[1], period, unit, zone);
  const each = isRoundedOnce(rounding) ? null : rounding;
  const credits = sides.credits.map((amount) => rounded(prorate(new Decimal(amount), share), each));
  const charges = sides.charges.map((amount) => rounded(prorate(new Decimal(amount), share), each));
  const inFull = sides.inFull.map((amount) => rounded(new Decimal(amount), each));
  const net = rounded(sum([...charges, ...inFull]).minus(sum(credits)), rounding);
  return { got: { amount: net, net, credits, charges }, wholeWay: false };
}

function rounded(amount: Decimal, rounding: CaseRounding | null): Decimal {
  return rounding === null ? amount : round(amount, rounding.scale, rounding.mode as RoundingMode);
}
