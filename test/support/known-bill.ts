import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { round } from '../../src/engine/numbers/rounding.ts';
import { allocate } from '../../src/engine/numbers/allocate.ts';
import type { Bill } from '../tools/cases/bill.ts';
import {
  billOf,
  creditById,
  discountSum,
  estimateOf,
  lineAmount,
  lineCredits,
  lineDiscounts,
  lineOf,
  shareOn,
  taxSum,
} from '../tools/cases/bill.ts';
import { changed } from '../tools/cases/changes.ts';
import { meets, show } from '../tools/cases/compare.ts';
import type { BillWords } from '../tools/cases/documents.ts';
import { documents } from '../tools/cases/periods.ts';
import { priceGot } from '../tools/cases/prices.ts';
import { unitOf } from '../tools/cases/proration.ts';

/** Something that is known to cost so much: what goes in, in the words of the contract, and what is to be read off. */
export type KnownBill = Readonly<Record<string, unknown>> & { readonly expect: Readonly<Record<string, unknown>> };

/** Where the product reads otherwise, in words; empty = it agrees. */
export function disagreements(known: KnownBill): string[] {
  const read = readerOf(known);
  return Object.entries(known.expect).flatMap(([reading, expected]) => {
    const got = read(reading);
    return meets(expected, got)
      ? []
      : [`${reading}: expected ${show(expected)}, got ${show(got)} of ${JSON.stringify(known)}`];
  });
}

type Reader = (reading: string) => unknown;

function readerOf(known: KnownBill): Reader {
  if ('lines' in known) return billReader(billOf(known as unknown as BillWords));
  if ('weights' in known) return sharesReader(known);
  return 'every' in known ? periodReader(known) : switchReader(known);
}

function billReader(bill: Bill): Reader {
  const { words, invoice } = bill;
  const rows = [...words.lines.keys()];
  const whole: Readonly<Record<string, () => unknown>> = {
    subtotal: () => invoice.subtotal,
    total: () => invoice.total,
    due: () => invoice.due,
    tax: () => taxSum(bill),
    taxes: () => invoice.taxes.map(({ amount }) => amount),
    amounts: () => rows.map((row) => lineAmount(bill, row)),
    exacts: () => rows.map((row) => lineOf(bill, row).exact),
    'before discounts': () => bill.beforeDiscounts,
    off: () => discountSum(bill),
    discounts: () => bill.discounts.map(({ off }) => off),
    'off by line': () => lineDiscounts(bill),
    credited: () => bill.creditAfterTax,
    'credited by line': () => lineCredits(bill),
    'credits left': () => (words.credits ?? []).map(({ id, balance }) => creditById(bill, id)?.remaining ?? balance),
    drawn: () =>
      rows.map((row) => (words.credits ?? []).map(({ id }) => shareOn(creditById(bill, id)?.shares ?? [], row))),
    'true up': () => trueUp(bill),
    'true up to 2': () => round(trueUp(bill), 2),
  };
  return (reading) => whole[reading]?.() ?? rowReading(bill, reading);
}

function trueUp({ invoice }: Bill): Decimal {
  return invoice.lines.find(({ kind }) => kind === 'true_up')?.exact ?? new Decimal(0);
}

const ROW_WORDS: Readonly<Record<string, string>> = {
  tiers: 'tiers',
  average: 'unit_price',
  packages: 'packages',
  units: 'overage_units',
  converted: 'billed_units',
  quantity: 'units_amount',
  'paid base': 'paid_base',
  'paid events': 'paid_events',
};

/** `exact 0`, `tiers 1` …: of one row. */
function rowReading(bill: Bill, reading: string): unknown {
  const [, word = '', index = ''] = /^(.+) (\d+)$/.exec(reading) ?? [];
  const line = lineOf(bill, Number(index));
  if (word === 'exact') return line.exact;
  if (word === 'amount') return line.amount;
  return priceGot(bill, false, Number(index))[ROW_WORDS[word] ?? ''];
}

function sharesReader(known: KnownBill): Reader {
  const [amount, unit] = [known['amount'], known['unit']].map((value) => new Decimal(value as string)) as [
    Decimal,
    Decimal,
  ];
  const weights = (known['weights'] as string[]).map((weight) => new Decimal(weight));
  return () => allocate(amount, weights, unit);
}

function periodReader(known: KnownBill): Reader {
  const instant = (key: string): number | undefined =>
    known[key] === undefined ? undefined : Date.parse(known[key] as string);
  const [startedAt, trialEndsAt] = [instant('started'), instant('trial')];
  const wire = documents({
    currency: 'USD',
    zone: 'UTC',
    anchor: instant('anchor') as number,
    at: instant('at') as number,
    plan: { interval: known['every'], first_period: startedAt === undefined ? 'full' : 'stub' },
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(trialEndsAt === undefined ? {} : { trialEndsAt }),
  });
  const { period, invoice } = estimateOf(wire);
  const instants: Readonly<Record<string, number | null | undefined>> = {
    start: period?.start,
    end: period?.end,
    issued: invoice.issuedAt,
  };
  return (reading) => new Date(instants[reading] ?? NaN).toISOString();
}

function switchReader(known: KnownBill): Reader {
  const instant = (key: string): number => Date.parse(known[key] as string);
  const { got } = changed({
    currency: known['currency'] as string,
    rounding: known['rounding'] as BillWords['rounding'],
    zone: 'UTC',
    period: { start: instant('from'), end: instant('to') },
    at: instant('at'),
    unit: unitOf(known['unit'] as string),
    credits: known['old'] as string[],
    charges: known['new'] as string[],
    inFull: known['full'] as string[],
  });
  const words: Readonly<Record<string, string>> = { net: 'amount', returned: 'credits', charged: 'charges' };
  return (reading) => got[words[reading] ?? ''];
}
