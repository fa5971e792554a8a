import type { TaxDocument } from '../documents.ts';
import type { MetronomePlan, MetronomeTerms } from './catalog.ts';
import type {
  MetronomeBalance,
  MetronomeContract,
  MetronomeInvoice,
  MetronomeScheduledRate,
  MetronomeUsage,
} from './objects.ts';

export interface MetronomeFacts extends MetronomeTerms {
  readonly revision: number;
  /** RFC 3339: when the usage was asked for. */
  readonly asOf: string;
  readonly contract: MetronomeContract;
  /** The contract's own, with its overrides. */
  readonly rates: readonly MetronomeScheduledRate[];
  /** Those of the catalog. A contract that comes to another price has its plan written out. */
  readonly plans: readonly MetronomePlan[];
  /** Of the current period, one figure a metric (`window_size` `NONE`). One that is left out is "not reported". */
  readonly usage: readonly MetronomeUsage[];
  /** The same by day (`window_size` `DAY`), from some weeks before, which forecasts need. */
  readonly days?: readonly MetronomeUsage[];
  /** Of the customer. */
  readonly balances: readonly MetronomeBalance[];
  /** Newest first, the one that billed the current period's fees among them. */
  readonly invoices: readonly MetronomeInvoice[];
  /** Metronome leaves it to whoever collects; what you know before then, or `unknown`. */
  readonly tax: TaxDocument;
}
