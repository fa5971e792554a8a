import type { DecimalValue } from '../numbers/decimal.ts';
import { Decimal } from '../numbers/decimal.ts';
import type { Limit } from '../facts/limit.ts';

/** The visitor's what-if. */
export interface Scenario {
  /** `current`: as forecast; `custom`: some quantities replaced; `scratch`: nothing of the account's usage. */
  readonly mode: 'current' | 'custom' | 'scratch';
  /** A plan's id; `null` = the account's plan (or the catalog's first). */
  readonly plan: string | null;
  /** Quantities by meter that replace forecasts. */
  readonly quantities: ReadonlyMap<string, ScenarioQuantity>;
  /** Add-ons switched on or off, by charge id. */
  readonly addOns: ReadonlyMap<string, boolean>;
  /** A limit being tried out before it is asked for. */
  readonly limit: Limit | null;
}

export interface ScenarioQuantity {
  readonly quantity: Decimal;
  /** `about` keeps the forecast's spread, scaled, as far as what is counted leaves it; `exactly` has none. */
  readonly kind: 'about' | 'exactly';
}

export const AS_IS: Scenario = Object.freeze({
  mode: 'current',
  plan: null,
  quantities: new Map(),
  addOns: new Map(),
  limit: null,
});

/** A pure edit: `edit(withQuantity('api_calls', quantity, 'about'))`. */
export type ScenarioEdit = (scenario: Scenario) => Scenario;

/** @param quantity becomes one of our decimals: another copy's would price to as many digits as its own settings have */
export function withQuantity(meter: string, quantity: DecimalValue, kind: ScenarioQuantity['kind']): ScenarioEdit {
  return (scenario) => ({
    ...scenario,
    mode: scenario.mode === 'scratch' ? 'scratch' : 'custom',
    quantities: new Map(scenario.quantities).set(meter, { quantity: new Decimal(quantity), kind }),
  });
}

/** Lets go of one meter: its forecast counts again. */
export function withoutQuantity(meter: string): ScenarioEdit {
  return (scenario) => {
    const quantities = new Map(scenario.quantities);
    quantities.delete(meter);
    return { ...scenario, quantities };
  };
}

export function withQuantities(
  quantities: ReadonlyMap<string, DecimalValue>,
  mode: Scenario['mode'] = 'scratch',
): ScenarioEdit {
  return (scenario) => ({
    ...scenario,
    mode,
    quantities: new Map(
      [...quantities].map(([meter, quantity]) => [meter, { quantity: new Decimal(quantity), kind: 'exactly' }]),
    ),
  });
}

export function withPlan(plan: string | null): ScenarioEdit {
  return (scenario) => ({ ...scenario, plan });
}

export function withAddOn(charge: string, taken: boolean): ScenarioEdit {
  return (scenario) => ({ ...scenario, addOns: new Map(scenario.addOns).set(charge, taken) });
}

export function withMode(mode: Scenario['mode']): ScenarioEdit {
  return (scenario) =>
    mode === 'current'
      ? { ...AS_IS, plan: scenario.plan, addOns: scenario.addOns, limit: scenario.limit }
      : { ...scenario, mode };
}

export function withLimit(limit: Limit | null): ScenarioEdit {
  return (scenario) => ({ ...scenario, limit });
}
