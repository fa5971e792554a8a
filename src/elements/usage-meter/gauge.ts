import type { Meter } from '../../engine/facts/catalog.ts';
import { Decimal } from '../../engine/numbers/decimal.ts';
import { roundTo } from '../../engine/numbers/rounding.ts';
import type { Estimate, LimitEstimate, MeterEstimate, ReachedSpan } from '../../engine/estimate/estimate.ts';
import { chancePast } from '../../engine/forecast/meter-forecast.ts';
import { isOfUsage } from '../../engine/invoice/situation.ts';

/** What one bar is about: a meter's quantity, or (`id` null) the invoice's amount. */
export interface Gauge {
  /** A meter's id, `null` = the invoice: as in a limit. */
  readonly id: string | null;
  readonly name: string;
  readonly unit: Pick<Meter, 'kind' | 'unit'>;
  readonly step: Decimal;
  /** So far; `null` = not known. */
  readonly used: Decimal | null;
  readonly included: Decimal | null;
  readonly includedReached: ReachedSpan | null;
  /** At the period's end; `null` = not known. */
  readonly expected: Decimal | null;
  /** Whether a visitor's hand says so, rather than a forecast. */
  readonly isWhatIf: boolean;
  /** What the expected quantity is likely between; `null` = no forecast, or a what-if. */
  readonly likely: { readonly low: number; readonly high: number; readonly isVague: boolean } | null;
  /** Of a meter, not of the invoice. */
  readonly meter: MeterEstimate | null;
  readonly limits: readonly LimitEstimate[];
  /** The share of futures, 0 to 1, in which an amount is passed; `null` = no forecast. */
  readonly chance: (bound: Decimal) => number | null;
}

export function meterGauge(meter: MeterEstimate, { limits, account, period, scenario }: Estimate): Gauge {
  const { id, name, kind, unit, step } = meter.meter;
  const isWhatIf = meter.source === 'scenario' || meter.source === 'example';
  const forecast = isWhatIf ? null : meter.forecast;
  return {
    id,
    name,
    unit: { kind, unit },
    step,
    used: meter.used,
    included: meter.included,
    includedReached: isWhatIf ? null : meter.includedReached,
    // What plans are compared at where nobody knows the customer's own is no usage of theirs.
    expected: account && !period && scenario.mode === 'current' ? null : meter.quantity,
    isWhatIf,
    likely: forecast && {
      low: forecast.quantile(0.1),
      high: forecast.quantile(0.9),
      isVague: forecast.spread === 'little-history',
    },
    meter,
    limits: limits.filter(({ limit }) => limit.meter === id),
    chance: (bound) => forecast && chancePast(forecast, bound.toNumber()),
  };
}

/** The invoice as something that has a budget. */
export function invoiceGauge(name: string, estimate: Estimate): Gauge {
  const { plan, accrued, invoice, limits, isWhatIf, scenario } = estimate;
  // A budget is for one billing period: what a year on another plan costs is nothing beside it.
  const isOfPeriod = isOfUsage(plan, estimate);
  const forecast = isOfPeriod ? estimate.forecast : null;
  const isPlay = isWhatIf && !(scenario.mode === 'current' && scenario.plan === null);
  return {
    id: null,
    name,
    unit: { kind: 'money', unit: { other: '' } },
    step: new Decimal(1),
    used: accrued?.total ?? null,
    included: null,
    includedReached: null,
    // The headline of a forecast is its mean.
    expected: forecast ? new Decimal(forecast.mean) : isOfPeriod ? invoice.total : null,
    isWhatIf: isPlay,
    likely: forecast && { low: forecast.quantile(0.1), high: forecast.quantile(0.9), isVague: false },
    meter: null,
    limits: limits.filter(({ limit }) => limit.meter === null),
    chance: (bound) => forecast?.chanceOver(bound) ?? null,
  };
}

/** A round amount above another: two digits that count, in whole steps. */
export function roundAbove(amount: Decimal, step: Decimal): Decimal {
  return roundTo(amount.toSignificantDigits(2, Decimal.ROUND_UP), step, 'ceil');
}
