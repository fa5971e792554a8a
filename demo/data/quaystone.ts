import { addMonths, isoDay, localDay, monthlyCycle, passedOfDay } from './calendar.ts';
import type { Period } from './calendar.ts';
import { dailyQuantities } from './daily.ts';
import type { Rhythm } from './daily.ts';
import { graduatedCents, money, pastInvoice } from './past-invoices.ts';

const ZONE = 'Europe/Berlin';
const VAT_PCT = 19;
const OFFER_PCT = 10;
const HISTORY_DAYS = 210;

const CALLS: Rhythm = { level: 12_600, weekend: 0.46, growth: 0.035, spread: 0.2, seed: 118 };
const CHECKS: Rhythm = { level: 64, weekend: 0.3, growth: 0.01, spread: 0.5, seed: 41 };
const CHECK_BANDS = [
  [5_000, 1.2],
  [50_000, 0.8],
] as const;

/**
 * A shop that sends its order mail through Quaystone, on Foundation: base fee, calls beyond the allowance, address
 * checks in bands, one dedicated IP, an offer that ends, prepaid credits that expire.
 *
 * @param instant in ms since 1970
 * @param extraCalls calls of the last minutes, beyond the day's rhythm
 */
export function quaystoneAccount(instant: number, extraCalls = 0) {
  const today = localDay(instant, ZONE);
  const passed = passedOfDay(instant, ZONE);
  const { anchor, periods } = monthlyCycle(today, 22, 12);
  const [period, ...earlier] = periods;
  const from = today - HISTORY_DAYS;
  const calls = dailyQuantities(CALLS, from, today, passed).map((quantity, index) =>
    index === HISTORY_DAYS ? quantity + extraCalls : quantity,
  );
  const checks = dailyQuantities(CHECKS, from, today, passed);
  const within = (values: readonly number[], { start, end }: Period) =>
    values.slice(start - from, end - from).reduce((sum, value) => sum + value, 0);

  return {
    version: 1,
    revision: Math.floor(instant / 1000),
    as_of: new Date(instant).toISOString(),
    time_zone: ZONE,
    currency: 'USD',
    contact: 'https://quaystone.example/help',
    subscription: {
      plan: 'foundation',
      anchor: isoDay(anchor),
      started_at: isoDay(anchor),
      status: 'active',
      renews_at: isoDay(period.end),
    },
    usage: {
      api_calls: {
        quantity: String(within(calls, { start: period.start, end: today + 1 })),
        series: { of: 'increments', from: isoDay(from), values: calls.map(String) },
      },
      address_checks: {
        quantity: String(within(checks, { start: period.start, end: today + 1 })),
        complete_until: new Date(instant - (instant % 3_600_000)).toISOString(),
        series: { of: 'increments', from: isoDay(from), values: checks.map(String) },
      },
      dedicated_ips: { quantity: '1', active: '1' },
    },
    billed: ['base', 'dedicated_ips'].map((charge) => ({
      charge,
      amount: charge === 'base' ? '35.00' : '59.00',
      period: { start: isoDay(period.start), end: isoDay(period.end) },
      invoice: 'QS-2214',
    })),
    last_invoices: earlier
      .filter(({ start }) => start >= from)
      .map((past, index) => {
        const callCents = graduatedCents(Math.max(0, within(calls, past) - 50_000), [[Infinity, 0.1]]);
        return pastInvoice({
          id: `QS-${2214 - index}`,
          plan: 'foundation',
          period: past,
          taxPct: VAT_PCT,
          lines: [
            { charge: 'base', cents: 3500 },
            { charge: 'api_calls', quantity: within(calls, past), cents: callCents },
            {
              charge: 'address_checks',
              quantity: within(checks, past),
              cents: graduatedCents(within(checks, past), CHECK_BANDS),
            },
            { charge: 'dedicated_ips', quantity: 1, cents: 5900 },
            { charge: 'offer', name: 'Launch offer', cents: -Math.round((callCents * OFFER_PCT) / 100) },
          ],
        });
      }),
    discounts: [
      {
        id: 'offer',
        name: 'Launch offer',
        kind: 'percent',
        value: String(OFFER_PCT),
        scope: 'line',
        charges: ['api_calls'],
        ends_at: isoDay(addMonths(period.end, 2)),
      },
    ],
    tax: { behavior: 'exclusive', rounding: 'rate', rates: { standard: [{ name: 'VAT', rate_pct: String(VAT_PCT) }] } },
    credits: [
      {
        id: 'prepaid',
        name: 'Prepaid credit',
        unit: 'USD',
        balance: '64.20',
        granted: '250.00',
        priority: 1,
        source: 'purchased',
        expires_at: isoDay(addMonths(period.end, 3)),
        applied: 'after_tax',
        when_empty: 'bill',
      },
      {
        id: 'delay',
        name: 'For the delay on 3 July',
        unit: 'USD',
        balance: money(1500),
        priority: 2,
        source: 'goodwill',
        applied: 'after_tax',
      },
    ],
    limits: [
      {
        id: 'budget',
        on: 'invoice',
        amount: '500.00',
        effect: 'notify',
        thresholds_pct: ['80', '100'],
        set_by: 'customer',
      },
    ],
  };
}
