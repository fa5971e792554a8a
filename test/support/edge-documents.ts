export type Json = Readonly<Record<string, unknown>>;

/** A day's usage by its place: 0 is the first day of the period, 1 November 2026 (a Sunday), those before are negative. */
export type Daily = (day: number) => number | null;

/** One customer in a situation that a forecast finds hard. */
export interface Edge {
  /** Complete days of the period, and hours of the day that has begun. */
  readonly elapsed?: number;
  readonly hours?: number;
  /** Days of history before the period; `null` = there is no series. */
  readonly history?: number | null;
  readonly daily?: Daily;
  readonly of?: 'increments' | 'levels' | 'cumulative';
  /** What is counted, where it is not the sum of the days. */
  readonly quantity?: string;
  readonly usage?: Json;
  /** What the catalog says of the meter. */
  readonly counts?: Json;
  readonly charge?: Json;
  readonly plan?: Json;
  readonly account?: Json;
}

const START = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

/** An instant of a day of the period, as documents write it. */
export const at = (day: number, hours = 0): string => new Date(START + day * DAY_MS + hours * 3_600_000).toISOString();
const weekday = (day: number): number => ((day % 7) + 7) % 7;
/** A little noise, the same in every test. */
const wobble = (day: number): number => 1 + 0.08 * Math.sin(day * 12.9898);
/** About a thousand calls a day. */
export const usual: Daily = (day) => Math.round(1000 * wobble(day));
/** 1,000 on working days, nothing at weekends. */
export const workdays: Daily = (day) => (weekday(day) === 0 || weekday(day) === 6 ? 0 : Math.round(1000 * wobble(day)));

/** A fee of 20 and 0.01 a call, in November 2026 in UTC; half of the period is over where nothing else is said. */
export function documentsOf(edge: Edge): { readonly catalog: Json; readonly account: Json } {
  const { elapsed = 15, hours = 0, history = 60, daily = usual, of = 'increments' } = edge;
  const first = history === null ? 0 : -history;
  // The last value may be of a day that has begun.
  const days = Array.from({ length: elapsed + (hours > 0 ? 1 : 0) - first }, (_, index) => daily(first + index));
  const counted = days.slice(-first).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const series = {
    of,
    from: at(first).slice(0, 10),
    values: days.map((value) => (value === null ? null : String(value))),
  };
  return {
    catalog: {
      version: 1,
      currency: 'USD',
      meters: [{ id: 'calls', name: 'API calls', unit: { one: 'call', other: 'calls' }, ...edge.counts }],
      plans: [
        {
          id: 'team',
          name: 'Team',
          interval: { unit: 'month', count: 1 },
          charges: [
            { id: 'fee', name: 'Fee', model: 'flat', amount: '20' },
            { id: 'calls', name: 'API calls', meter: 'calls', model: 'per_unit', unit_amount: '0.01', ...edge.charge },
          ],
          ...edge.plan,
        },
      ],
    },
    account: {
      version: 1,
      revision: 1,
      id: 'acme',
      as_of: at(elapsed, hours),
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: 'team', anchor: at(0), status: 'active' },
      tax: { behavior: 'none' },
      usage: {
        calls: { quantity: edge.quantity ?? String(counted), ...(history === null ? {} : { series }), ...edge.usage },
      },
      ...edge.account,
    },
  };
}
