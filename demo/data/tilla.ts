import { isoDay, localDay, monthlyCycle, passedOfDay } from './calendar.ts';
import type { Period } from './calendar.ts';
import { dailyQuantities, draw } from './daily.ts';
import type { Rhythm } from './daily.ts';
import { graduatedCents, money, pastInvoice } from './past-invoices.ts';

const ZONE = 'Europe/Oslo';
const HISTORY_DAYS = 150;

const RESOLVED: Rhythm = { level: 24, weekend: 1.2, growth: 0.08, spread: 0.35, seed: 7 };
const QUALIFIED: Rhythm = { level: 0.5, weekend: 0.2, growth: 0, spread: 1.6, seed: 23 };
/** In cents. */
const SALES: Rhythm = { level: 74_000, weekend: 1.5, growth: 0.06, spread: 0.6, seed: 91 };
const ORDERS: Rhythm = { level: 2.6, weekend: 1.3, growth: 0.02, spread: 1, seed: 15 };

/**
 * An outdoor shop whose agent answers customers, on Tilla Basic: base fee, a price per outcome, a share of the sales it
 * assisted and a capped share of marketplace orders. Some outcomes are provisional: they may be taken back.
 *
 * @param instant in ms since 1970
 */
export function tillaAccount(instant: number) {
  const today = localDay(instant, ZONE);
  const passed = passedOfDay(instant, ZONE);
  const { anchor, periods } = monthlyCycle(today, 24, 12);
  const [period, ...earlier] = periods;
  const from = today - HISTORY_DAYS;
  const daily = (rhythm: Rhythm) => dailyQuantities(rhythm, from, today, passed);
  const [resolved, qualified, sales, orders] = [daily(RESOLVED), daily(QUALIFIED), daily(SALES), daily(ORDERS)];
  const soFar = { start: period.start, end: today + 1 };
  const within = (values: readonly number[], { start, end }: Period) =>
    values.slice(start - from, end - from).reduce((sum, value) => sum + value, 0);

  return {
    version: 1,
    revision: Math.floor(instant / 1000),
    as_of: new Date(instant).toISOString(),
    time_zone: ZONE,
    currency: 'USD',
    subscription: {
      plan: 'basic',
      anchor: isoDay(anchor),
      started_at: isoDay(anchor),
      status: 'active',
      renews_at: isoDay(period.end),
    },
    usage: {
      resolved: {
        quantity: String(within(resolved, soFar)),
        provisional: String(within(resolved, { start: today, end: today + 1 })),
        evidence_url: 'https://tilla.example/outcomes',
        series: { of: 'increments', from: isoDay(from), values: resolved.map(String) },
      },
      qualified: {
        quantity: String(within(qualified, soFar)),
        evidence_url: 'https://tilla.example/outcomes?kind=qualified',
        series: { of: 'increments', from: isoDay(from), values: qualified.map(String) },
      },
      sales: {
        quantity: money(within(sales, soFar)),
        series: { of: 'increments', from: isoDay(from), values: sales.map(money) },
      },
      marketplace: { events: orderValues(within(orders, soFar), period.start).map(money) },
    },
    billed: [
      {
        charge: 'base',
        amount: '39.00',
        period: { start: isoDay(period.start), end: isoDay(period.end) },
        invoice: 'T-0872',
      },
    ],
    last_invoices: earlier
      .filter(({ start }) => start >= from)
      .map((past, index) => {
        const [outcomes, leads, sold] = [within(resolved, past), within(qualified, past), within(sales, past)];
        const paidOrders = orderValues(within(orders, past), past.start).slice(50);
        const shares = paidOrders.reduce((sum, cents) => sum + cents / 100, 0);
        return pastInvoice({
          id: `T-0${872 - 31 * index}`,
          plan: 'basic',
          period: past,
          taxPct: 0,
          lines: [
            { charge: 'base', cents: 3900 },
            {
              charge: 'resolved',
              quantity: outcomes,
              cents: graduatedCents(Math.max(0, outcomes - 50), [[Infinity, 99]]),
            },
            { charge: 'qualified', quantity: leads, cents: leads * 999 },
            { charge: 'sales_share', quantity: sold / 100, cents: Math.round(sold * 0.02) },
            { charge: 'marketplace', cents: Math.min(9900, Math.round(shares)) },
          ],
        });
      }),
    tax: { behavior: 'reverse_charge' },
    credits: [
      {
        id: 'welcome',
        name: 'Welcome credit',
        unit: 'USD',
        balance: '80.00',
        granted: '300.00',
        priority: 1,
        source: 'granted',
        expires_at: isoDay(period.end + 9),
        applied: 'after_tax',
        charges: ['resolved', 'qualified'],
        when_empty: 'bill',
      },
    ],
    limits: [
      {
        id: 'outcomes',
        meter: 'resolved',
        quantity: '900',
        effect: 'block',
        thresholds_pct: ['75', '90'],
        set_by: 'customer',
        consent_wanted: true,
      },
    ],
  };
}

/** The values of that many orders, in cents: mostly small, now and then a tent. */
function orderValues(orders: number, seed: number): number[] {
  return Array.from({ length: orders }, (_, index) => Math.round(1900 + 16_000 * draw(seed, index) ** 3));
}
