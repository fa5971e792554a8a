import { addMonths, isoDay, localDay, monthlyCycle } from './calendar.ts';
import { money, pastInvoice } from './past-invoices.ts';

const ZONE = 'America/New_York';
const SALES_TAX_PCT = 8.875;
const PROGRAMME_PCT = 10;
const EDITOR_CENTS = 2000;
const DEVELOPER_CENTS = 1500;

/** Seats held in each of the last periods, oldest first. */
const EDITORS = [8, 8, 9, 10, 11, 12] as const;
const DEVELOPERS = [3, 3, 4, 4, 6, 6] as const;
/** Taken in the current period: 12 seats became 14 on its ninth day. */
const NEW_EDITORS = 2;
const JOINED_ON = 8;

/**
 * A design studio on Ardesia Professional: paid editors and developers, free viewers, seats that nobody uses, and two
 * seats that were added in mid-period and stand on the next invoice already.
 *
 * @param instant in ms since 1970
 */
export function ardesiaAccount(instant: number) {
  const today = localDay(instant, ZONE);
  const { anchor, periods } = monthlyCycle(today, 17, 12);
  const [period, ...earlier] = periods;
  const span = { start: isoDay(period.start), end: isoDay(period.end) };
  const days = period.end - period.start;
  const joined = Math.min(period.start + JOINED_ON, today);
  const [editors, developers] = [12, 6];
  const editorsByDay = [...EDITORS].slice(0, 3).map((_, index) => earlier[2 - index]);

  return {
    version: 1,
    revision: Math.floor(instant / 1000),
    as_of: new Date(instant).toISOString(),
    time_zone: ZONE,
    currency: 'USD',
    subscription: {
      plan: 'professional',
      anchor: isoDay(anchor),
      started_at: isoDay(anchor),
      status: 'active',
      renews_at: isoDay(period.end),
    },
    usage: {
      editors: {
        quantity: String(editors + NEW_EDITORS),
        active: '11',
        series: {
          of: 'levels',
          from: isoDay(editorsByDay[0]?.start ?? period.start),
          values: [
            ...editorsByDay.flatMap((past, index) =>
              past ? levels(past.end - past.start, EDITORS[3 + index] ?? 0) : [],
            ),
            ...levels(joined - period.start, editors),
            ...levels(today - joined + 1, editors + NEW_EDITORS),
          ],
        },
      },
      developers: { quantity: String(developers), active: '6' },
      viewers: { quantity: '38' },
    },
    billed: [
      { charge: 'editors', amount: money(editors * EDITOR_CENTS), period: span, invoice: 'A-10931' },
      { charge: 'developers', amount: money(developers * DEVELOPER_CENTS), period: span, invoice: 'A-10931' },
    ],
    pending_items: [
      {
        id: 'new_editors',
        name: `${NEW_EDITORS} editors joined, part of the month`,
        amount: money(Math.round((NEW_EDITORS * EDITOR_CENTS * (period.end - joined)) / days)),
        discountable: true,
      },
    ],
    last_invoices: EDITORS.map((_, index) => {
      const held = { editors: EDITORS.at(-1 - index) ?? 0, developers: DEVELOPERS.at(-1 - index) ?? 0 };
      const editorCents = held.editors * EDITOR_CENTS;
      return pastInvoice({
        id: `A-${10931 - 214 * index}`,
        plan: 'professional',
        period: earlier[index] ?? period,
        taxPct: SALES_TAX_PCT,
        lines: [
          { charge: 'editors', quantity: held.editors, cents: editorCents },
          { charge: 'developers', quantity: held.developers, cents: held.developers * DEVELOPER_CENTS },
          { charge: 'programme', name: 'Studio programme', cents: -Math.round((editorCents * PROGRAMME_PCT) / 100) },
        ],
      });
    }),
    discounts: [
      {
        id: 'programme',
        name: 'Studio programme',
        kind: 'percent',
        value: String(PROGRAMME_PCT),
        scope: 'line',
        charges: ['editors'],
        ends_at: isoDay(addMonths(period.end, 4)),
      },
    ],
    tax: {
      behavior: 'exclusive',
      rounding: 'rate',
      rates: { standard: [{ name: 'Sales tax', rate_pct: String(SALES_TAX_PCT) }] },
    },
    limits: [{ id: 'seats', meter: 'editors', quantity: '20', effect: 'block', set_by: 'customer' }],
  };
}

function levels(days: number, level: number): string[] {
  return Array.from({ length: Math.max(0, days) }, () => String(level));
}
