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
} from './facts/account.ts';
export { alerts } from './estimate/alerts.ts';
export type { Alert, CreditAlert, HighUsageAlert, LimitAlert, UnusualDayAlert, UsageAlert } from './estimate/alerts.ts';
export { allocate } from './numbers/allocate.ts';
export type { Bill } from './invoice/bill.ts';
export type { Billable, ChargeContext, End, Pipeline } from './pricing/billable.ts';
export type { Catalog, Example, Feature, Meter, Plan, PlanProblem, UnitWords, WeightedMeter } from './facts/catalog.ts';
export type { Charge, FlatCharge, MeteredCharge, PerEventCharge, Tier } from './facts/charge.ts';
export type { Conversion, Included, Package, QuantityPipeline } from './facts/charge.ts';
export type { Commitment } from './facts/commitment.ts';
export type { Credit } from './facts/credit.ts';
export { compileCurve, costAt, type Curve, type Segment } from './pricing/curve.ts';
export { Decimal, type DecimalConstructor, type DecimalRounding, type DecimalValue } from './numbers/decimal.ts';
export type { Discount, DiscountTier } from './facts/discount.ts';
export * from './estimate/estimate.ts';
export { explainCharge } from './pricing/explain.ts';
export { compileFixedPoint, type FixedPointOptions, type FixedPointPrice } from './pricing/fixed-point.ts';
export type { AppliedCredit, Invoice, TaxLine } from './invoice/invoice.ts';
export type { Consent, Limit, Stop } from './facts/limit.ts';
export type { Line, LineProblem, LineShare, NextUnit, Step, TierStep } from './pricing/line.ts';
export { minorDigits } from './numbers/money.ts';
export { nextInvoice } from './invoice/next-invoice.ts';
export { periodContaining, type Anchor, type Interval, type Span } from './time/period.ts';
export { prorate, shareOf, type Proration, type Share } from './time/proration.ts';
export { quantitiesOf, type Quantities, type QuantitySource } from './usage/quantities.ts';
export { regularInvoice } from './invoice/regular-invoice.ts';
export { round, type Rounding, type RoundingMode } from './numbers/rounding.ts';
export * from './usage/scenario.ts';
export type { Tax, TaxRate } from './facts/tax.ts';
export type { UsageForecast } from './usage-forecast/forecast-usage.ts';
export type { UsageHistory } from './usage-forecast/usage-history.ts';
