import type { CreditAlert, HighUsageAlert, LimitAlert, UnusualDayAlert } from '../engine/estimate/alerts.ts';
import type { Plan } from '../engine/facts/catalog.ts';
import type { Decimal } from '../engine/numbers/decimal.ts';
import type { Estimate, PlanEstimate } from '../engine/estimate/estimate.ts';
import type { Limit } from '../engine/facts/limit.ts';
import type { Line } from '../engine/pricing/line.ts';
import type { Scenario } from '../engine/usage/scenario.ts';

/** All of ours bubble and cross shadow roots, so that a page can listen on the scope or on the document. */
class PricingEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** The visitor is moving a control. Dispatched synchronously; the estimate already is the new one. */
export class ScenarioInputEvent extends PricingEvent {
  readonly scenario: Scenario;
  readonly estimate: Estimate;

  constructor(estimate: Estimate, type = 'pb-scenario-input') {
    super(type);
    this.estimate = estimate;
    this.scenario = estimate.scenario;
  }
}

/** The visitor's hand has rested for 400 ms. */
export class ScenarioChangeEvent extends ScenarioInputEvent {
  constructor(estimate: Estimate) {
    super(estimate, 'pb-scenario-change');
  }
}

/** The visitor wants this plan. Cancelable; by default the plan's `action.url` is followed. */
export class PlanSelectEvent extends PricingEvent {
  readonly plan: Plan;
  readonly intent: PlanEstimate['intent'];
  readonly estimate: Estimate;

  constructor(estimate: Estimate, { plan, intent }: Pick<PlanEstimate, 'plan' | 'intent'>) {
    super('pb-plan-select', true);
    this.estimate = estimate;
    this.plan = plan;
    this.intent = intent;
  }
}

/** The visitor asks for a limit. Cancelable, without a default: the widget waits until the account says so. */
export class LimitRequestEvent extends PricingEvent {
  /** The meter's id; `null` = the invoice. */
  readonly meter: string | null;
  /** Units of the meter, or money of the invoice's total. */
  readonly at: Decimal;
  readonly effect: Limit['effect'];

  constructor({ meter, at, effect }: Pick<Limit, 'meter' | 'at' | 'effect'>) {
    super('pb-limit-request', true);
    this.meter = meter;
    this.at = at;
    this.effect = effect;
  }
}

/** The visitor consents to go over a limit, up to a maximum and an instant. Cancelable, without a default. */
export class LimitConsentEvent extends PricingEvent {
  readonly limit: Limit;
  /** The new maximum. */
  readonly at: Decimal;
  /** When the consent ends, in ms since 1970. */
  readonly until: number;

  constructor(limit: Limit, at: Decimal, until: number) {
    super('pb-limit-consent', true);
    this.limit = limit;
    this.at = at;
    this.until = until;
  }
}

/** The visitor has a question about one line. Cancelable; by default the contact address is followed. */
export class QuestionEvent extends PricingEvent {
  readonly line: Line;
  readonly estimate: Estimate;

  constructor(estimate: Estimate, line: Line) {
    super('pb-question', true);
    this.estimate = estimate;
    this.line = line;
  }
}

/**
 * A limit or one of its thresholds is reached, or will probably be. From the facts, never from a what-if; once per page
 * load and `alert.id`, by which hosts tell what they have already passed on.
 */
export class LimitEvent extends PricingEvent {
  readonly alert: LimitAlert;

  constructor(alert: LimitAlert) {
    super('pb-limit');
    this.alert = alert;
  }
}

/** A credit whose end stops usage is used up, or will probably be, or fees alone will use it up. As `pb-limit` in all else. */
export class CreditEvent extends PricingEvent {
  readonly alert: CreditAlert;

  constructor(alert: CreditAlert) {
    super('pb-credit');
    this.alert = alert;
  }
}

/** An unusual day, or a period that will probably end far above the one before. As `pb-limit` in all else. */
export class UnusualUsageEvent extends PricingEvent {
  readonly alert: UnusualDayAlert | HighUsageAlert;

  constructor(alert: UnusualDayAlert | HighUsageAlert) {
    super('pb-unusual-usage');
    this.alert = alert;
  }
}

/** Something could not be loaded, read or shown. Once per failure. */
export class PricingErrorEvent extends PricingEvent {
  /** A `RequestError`, a `ContractError`, or our own mistake. */
  readonly error: Error;

  constructor(error: Error) {
    super('pb-error');
    this.error = error;
  }
}

declare global {
  /** Of every element, the document and the window. */
  interface GlobalEventHandlersEventMap {
    'pb-scenario-input': ScenarioInputEvent;
    'pb-scenario-change': ScenarioChangeEvent;
    'pb-plan-select': PlanSelectEvent;
    'pb-limit-request': LimitRequestEvent;
    'pb-limit-consent': LimitConsentEvent;
    'pb-question': QuestionEvent;
    'pb-limit': LimitEvent;
    'pb-credit': CreditEvent;
    'pb-unusual-usage': UnusualUsageEvent;
    'pb-error': PricingErrorEvent;
  }
}
