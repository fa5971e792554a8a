import type { Bill } from '../invoice/bill.ts';
import { draftOf, invoiceOf } from '../invoice/estimate-invoice.ts';
import type { FanDay } from '../forecast/fan.ts';
import { fanOf } from '../forecast/fan.ts';
import { drawn, futureFacts } from './future-facts.ts';
import type { FutureFacts, FutureStop } from '../forecast/future-quantities.ts';
import { stopEach } from '../forecast/future-quantities.ts';
import type { InvoiceForecast } from '../forecast/invoice-forecast.ts';
import { forecastInvoice, stoppedAt } from '../forecast/invoice-forecast.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { Draft } from '../invoice/next-invoice.ts';
import { kept, once } from '../once.ts';
import type { Situation } from '../invoice/situation.ts';
import type { Stopped } from '../stops/stop.ts';
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
  /** What would come if no budget stopped it: what limits on the invoice are held against. */
  readonly open: {
    readonly invoice: () => Invoice;
    readonly forecast: () => InvoiceForecast | null;
    readonly fan: () => readonly FanDay[] | null;
  };
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
  const { open, served, least, stops } = stopped;
  const bill: Bill = { ...plain, quantities: served };
  const draft = once(() => draftOf(bill, situation));
  const invoice = once(() => invoiceOf(bill, draft()));
  const futures = futureFacts(situation, { wanted, fromScratch, limits: stops, quantities: open, least });
  const openDraft = once(() => (open === served ? draft() : draftOf({ ...bill, quantities: open }, situation)));
  const openForecast = once(() => drawn(openDraft(), futures, forecastInvoice));
  const fanWith = (stop?: (forecast: InvoiceForecast) => InvoiceForecast) =>
    drawn(openDraft(), futures, (...facts) => fanOf(...facts, openForecast(), stop));
  const openFan = once(() => fanWith());
  const budgets = futures?.stopsOf(null) ?? [];
  const totals = new Map<string, Float64Array | null>();
  /** The total of each future by the end of a consent. */
  const totalsBy = ({ quantities, day }: NonNullable<FutureStop['until']>, count: number): Float64Array | null =>
    kept(totals, `${day} ${count}`, () => {
      const by = (draft: Draft, facts: FutureFacts): InvoiceForecast | null =>
        forecastInvoice(draft, { ...facts, quantities, count, day });
      return drawn(draftOf({ ...bill, quantities }, situation), futures, by)?.totals ?? null;
    });
  const inBudget = (known: InvoiceForecast): InvoiceForecast =>
    stoppedAt(known, (totals) => {
      for (const budget of budgets) stopEach(totals, budget, budget.until && totalsBy(budget.until, totals.length));
    });
  return {
    bill,
    draft,
    invoice,
    futures,
    forecast: once(() => {
      const known = openForecast();
      return known && budgets.length > 0 ? inBudget(known) : known;
    }),
    fan: once(() => (budgets.length > 0 ? fanWith(inBudget) : openFan())),
    open: {
      invoice: once(() => (open === served ? invoice() : invoiceOf(bill, openDraft()))),
      forecast: openForecast,
      fan: openFan,
    },
  };
}
