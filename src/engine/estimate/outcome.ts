import { beforeTrueUp } from '../invoice/before-true-up.ts';
import type { Bill } from '../invoice/bill.ts';
import { draftOf, invoiceOf, spentOf, totalOf } from '../invoice/estimate-invoice.ts';
import type { FanDay } from '../forecast/fan.ts';
import { fanOf } from '../forecast/fan.ts';
import { drawn, futureFacts } from './future-facts.ts';
import type { FutureFacts, FutureStop } from '../forecast/future-quantities.ts';
import { stopEach } from '../forecast/future-quantities.ts';
import type { InvoiceForecast } from '../forecast/invoice-forecast.ts';
import { forecastInvoice, stoppedAt } from '../forecast/invoice-forecast.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { Draft } from '../invoice/issue-invoice.ts';
import { kept, once } from '../once.ts';
import type { Situation } from '../invoice/situation.ts';
import type { Stopped } from '../stops/stop.ts';
import { futureStops } from '../stops/held-limits.ts';
import type { Wanted } from '../stops/served-share.ts';

/** What comes of usage, as far as limits and credits let it. */
export interface Outcome {
  readonly bill: Bill;
  readonly draft: () => Draft | null;
  readonly invoice: () => Invoice;
  /** What meters may come to; `null` = there is nothing to forecast. */
  readonly futures: FutureFacts | null;
  readonly forecast: () => InvoiceForecast | null;
  readonly fan: () => readonly FanDay[] | null;
  /** What would come if no budget stopped it. */
  readonly open: Open;
}

/** What limits on the invoice are held against. */
export interface Open {
  readonly total: Coming;
  /** Before what a commitment asks for: what budgets stop. */
  readonly spent: Coming;
  /** Of what is spent. */
  readonly fan: () => readonly FanDay[] | null;
}

export interface Coming {
  readonly invoice: () => Invoice;
  readonly forecast: () => InvoiceForecast | null;
}

/** @param stopped what is left of what is wanted */
export function outcomeOf(
  plain: Omit<Bill, 'quantities'>,
  situation: Situation,
  {
    wanted,
    fromScratch,
    stopped,
  }: { readonly wanted: Wanted; readonly fromScratch: boolean; readonly stopped: Stopped },
): Outcome {
  const { open, served, amountAt, stops } = stopped;
  const bill: Bill = { ...plain, quantities: served };
  const draft = once(() => draftOf(bill, situation));
  const invoice = once(() => invoiceOf(bill, draft()));
  const futures = futureFacts(situation, { wanted, fromScratch, limits: stops, quantities: open });
  const openDraft = once(() => (open === served ? draft() : draftOf({ ...bill, quantities: open }, situation)));
  const comingOf = (known: () => Draft | null): Coming => ({
    invoice: once(() => invoiceOf(bill, known())),
    forecast: once(() => drawn(known(), futures, forecastInvoice)),
  });
  const total = { ...comingOf(openDraft), ...(open === served && { invoice }) };
  const spent =
    (plain.account?.commitment ?? plain.plan.commitment)
      ? comingOf(() => {
          const known = openDraft();
          return known && beforeTrueUp(known);
        })
      : total;
  const fanWith = (end: Coming['forecast'], stop?: (forecast: InvoiceForecast) => InvoiceForecast) =>
    drawn(openDraft(), futures, (...facts) => fanOf(...facts, end(), stop));
  const spentFan = once(() => fanWith(spent.forecast));
  /** Where budgets stop futures, but for what a price comes to there already. */
  const budgetsOf = (price: typeof totalOf): readonly FutureStop[] =>
    futures ? futureStops(null, situation, { wanted, limits: stops, least: (budget) => amountAt(budget, price) }) : [];
  const budgets = budgetsOf(totalOf);
  const totals = new Map<string, Float64Array | null>();
  /** The total of each future by the end of a consent. */
  const totalsBy = ({ quantities, day }: NonNullable<FutureStop['until']>, count: number): Float64Array | null =>
    kept(totals, `${day} ${count}`, () => {
      const by = (draft: Draft, facts: FutureFacts): InvoiceForecast | null =>
        forecastInvoice(draft, { ...facts, quantities, count, day });
      const until = draftOf({ ...bill, quantities }, situation);
      return drawn(until && beforeTrueUp(until), futures, by)?.totals ?? null;
    });
  const inBudgets = (known: InvoiceForecast, budgets: readonly FutureStop[]): InvoiceForecast =>
    stoppedAt(known, (totals) => {
      for (const budget of budgets) stopEach(totals, budget, budget.until && totalsBy(budget.until, totals.length));
    });
  const forecast = once(() => {
    const known = total.forecast();
    return known && budgets.length > 0 ? inBudgets(known, budgets) : known;
  });
  return {
    bill,
    draft,
    invoice,
    futures,
    forecast,
    fan: once(() => {
      if (budgets.length === 0) return total === spent ? spentFan() : fanWith(forecast);
      const until = total === spent ? budgets : budgetsOf(spentOf);
      return fanWith(forecast, (known) => inBudgets(known, until));
    }),
    open: { total, spent, fan: spentFan },
  };
}
