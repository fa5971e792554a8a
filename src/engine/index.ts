/** The door `plainbill/engine`: prices, explanations and forecasts without any widget, DOM, network or clock. */
export type {
  Account,
  BilledCharge,
  PastInvoice,
  PastLine,
  PendingItem,
  ScheduledChange,
  Subscription,
  Usage,
  UsageSeries,
} from './account.ts';
export { alerts } from './alerts.ts';
export type { Alert, CreditAlert, HighUsageAlert, LimitAlert, UnusualDayAlert, UsageAlert } from './alerts.ts';
export { allocate } from './allocate.ts';
export type { Bill } from './bill.ts';
export type { Billable, ChargeContext, End, Pipeline } from './billable.ts';
export type { Catalog, Example, Feature, Meter, Plan, PlanProblem, UnitWords, WeightedMeter } from './catalog.ts';
export type { Charge, FlatCharge, MeteredCharge, PerEventCharge, Tier } from './charge.ts';
export type { Conversion, Included, Package, QuantityPipeline } from './charge.ts';
export type { Commitment } from './commitment.ts';
export type { Credit } from './credit.ts';
export { compileCurve, costAt, type Curve, type Segment } from './curve.ts';
export { Decimal, type DecimalConstructor, type DecimalRounding, type DecimalValue } from './decimal.ts';
export type { Discount, DiscountTier } from './discount.ts';
export * from './estimate.ts';
export { explainCharge } from './explain.ts';
export { compileFixedPoint, type FixedPointOptions, type FixedPointPrice } from './fixed-point.ts';
export type { AppliedCredit, Invoice, TaxLine } from './invoice.ts';
export type { Consent, Limit, Stop } from './limit.ts';
export type { Line, LineProblem, LineShare, NextUnit, Step, TierStep } from './line.ts';
export { minorDigits } from './money.ts';
export { nextInvoice } from './next-invoice.ts';
export { periodContaining, type Anchor, type Interval, type Span } from './period.ts';
export { prorate, shareOf, type Proration, type Share } from './proration.ts';
export { quantitiesOf, type Quantities, type QuantitySource } from './quantities.ts';
export { regularInvoice } from './regular-invoice.ts';
export { round, type Rounding, type RoundingMode } from './rounding.ts';
export * from './scenario.ts';
export type { Tax, TaxRate } from './tax.ts';
export type { UsageForecast } from './usage-forecast/forecast-usage.ts';
export type { UsageHistory } from './usage-forecast/usage-history.ts';
