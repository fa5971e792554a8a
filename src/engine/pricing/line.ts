import type { Decimal } from '../numbers/decimal.ts';
import type { Span } from '../time/period.ts';

/** One row of an invoice. */
export interface Line {
  readonly kind:
    'charge' | 'pending' | 'discount' | 'minimum' | 'maximum' | 'true_up' | 'credit_before_tax' | 'rounding';
  /** Id of the charge, item, discount or credit it comes from. */
  readonly id: string;
  readonly name: string;
  readonly meter: string | null;
  /** The quantity the line was priced at, before any conversion; `null` = none (a flat fee) or not reported. */
  readonly quantity: Decimal | null;
  /** Unrounded; discounts are negative. `null` = it has no price here, see `problem`. */
  readonly exact: Decimal | null;
  /** What the invoice shows. */
  readonly amount: Decimal | null;
  /** How the amount came about. Computed when asked for. */
  readonly steps: readonly Step[];
  /** Price ÷ quantity over one interval of the charge; `null` where there is no quantity, it is 0, or as with `next`. */
  readonly averageUnitPrice: Decimal | null;
  /** What one more step of the meter would cost; `null` in a trial, of what comes back, or is for a part of its time. */
  readonly next: NextUnit | null;
  readonly period: Span | null;
  readonly timing: 'in_advance' | 'in_arrears' | 'once';
  readonly problem: LineProblem | null;
  /** Discounts: until when; `null` = no end or not a discount. */
  readonly endsAt: number | null;
  /** Discounts: the percentage that was taken, of the tier where there are several; `null`: it is an amount. */
  readonly percent: Decimal | null;
  readonly taxCategory: string | null;
  /** Discounts and credits: how much of them falls on which line. */
  readonly shares?: readonly LineShare[];
}

/** A part of an amount, and the id of the line that bears it. */
export interface LineShare {
  readonly line: string;
  readonly amount: Decimal;
}

/** `uneven`: it would have to be counted in weeks or days of a month, of which there is no fixed number. */
export type LineProblem = 'not_reported' | 'not_sold' | 'negative' | 'no_events' | 'uneven';

/** The next unit after the priced quantity. */
export interface NextUnit {
  /** The meter's step. */
  readonly quantity: Decimal;
  readonly amount: Decimal;
  /** Units that then come at no further cost (a package, a bundle of seats has room); 0 = none. */
  readonly roomAfter: Decimal;
}

/** What happened to a quantity or an amount on its way; in order. Amounts unrounded. */
export type Step =
  | { readonly kind: 'clamped'; readonly from: Decimal; readonly to: Decimal }
  | {
      readonly kind: 'weighted';
      readonly parts: readonly { readonly meter: string; readonly quantity: Decimal; readonly multiplyBy: Decimal }[];
      readonly quantity: Decimal;
    }
  | {
      readonly kind: 'converted';
      readonly from: Decimal;
      readonly multiplyBy: Decimal;
      readonly divideBy: Decimal;
      readonly to: Decimal;
    }
  | { readonly kind: 'rounded'; readonly from: Decimal; readonly to: Decimal; readonly increment: Decimal }
  | { readonly kind: 'minimum_quantity'; readonly from: Decimal; readonly to: Decimal }
  | {
      readonly kind: 'unit_credit';
      readonly id: string;
      readonly name: string;
      /** Billed units that it pays. */
      readonly quantity: Decimal;
      /** Units of the meter, as the credit has them. */
      readonly drawn: Decimal;
    }
  | {
      readonly kind: 'included';
      readonly quantity: Decimal;
      readonly used: Decimal;
      readonly mode: 'deduct' | 'cliff';
      readonly per: string | null;
    }
  | { readonly kind: 'packages'; readonly units: Decimal; readonly packages: Decimal; readonly size: Decimal }
  | TierStep
  | {
      readonly kind: 'events';
      readonly events: number;
      readonly paidEvents: Decimal;
      readonly base: Decimal;
      readonly paidBase: Decimal;
      readonly ratePct: Decimal;
      readonly amount: Decimal;
    }
  | { readonly kind: 'event_fees'; readonly events: Decimal; readonly fixedAmount: Decimal; readonly amount: Decimal }
  | { readonly kind: 'event_bounds'; readonly raised: number; readonly lowered: number; readonly amount: Decimal }
  | { readonly kind: 'minimum_amount' | 'maximum_amount'; readonly bound: Decimal; readonly from: Decimal }
  | {
      readonly kind: 'prorated';
      readonly part: Decimal;
      readonly whole: Decimal;
      readonly unit: 'day' | 'second' | 'fixed_30';
      readonly amount: Decimal;
    }
  | { readonly kind: 'trial'; readonly until: number; readonly amount: Decimal }
  | { readonly kind: 'billed'; readonly intervals: number; readonly amount: Decimal };

/** Units that fell into one tier. `rate` × `quantity` + `flatAmount` = `amount`, which is negative where a quantity below 0 is mirrored. */
export interface TierStep {
  readonly kind: 'tier';
  readonly index: number;
  /** Bounds of the tier in billed units, without the included ones. */
  readonly from: Decimal;
  readonly upTo: Decimal | null;
  /** Units (or packages, where `packageSize` is set) that were charged here. */
  readonly quantity: Decimal;
  /** The units themselves, also where they are charged by packages. */
  readonly units?: Decimal;
  readonly packageSize: Decimal | null;
  readonly unitAmount: Decimal;
  readonly percent: boolean;
  readonly flatAmount: Decimal;
  readonly amount: Decimal;
  /** The last tier that was reached: "you are here". */
  readonly current: boolean;
}
