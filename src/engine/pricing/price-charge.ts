import type { ChargeContext } from './billable.ts';
import { billable, meteredUnits } from './billable.ts';
import type { Charge, MeteredCharge, PerEventCharge } from '../facts/charge.ts';
import { draw } from '../facts/credit.ts';
import type { Curve } from './curve.ts';
import { compileCurve, costAt } from './curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ONE, sum, ZERO } from '../numbers/decimal.ts';
import { explainCharge } from './explain.ts';
import type { LineProblem, NextUnit, Step } from './line.ts';
import { nextUnit } from './next-unit.ts';
import { priceEvents } from './per-event.ts';
import type { Quantities } from '../usage/quantities.ts';
import { mended } from '../numbers/rounding.ts';

/** What a charge comes to at its meters' quantities. Explanations are computed when asked for. */
export interface ChargePrice {
  readonly charge: Charge;
  readonly quantity: Decimal | null;
  /** Unrounded; `null` = no price, see `problem`. */
  readonly exact: Decimal | null;
  readonly problem: LineProblem | null;
  /** The curve it was read from; `null` for flat and per-event charges. */
  readonly curve: Curve | null;
  steps(): readonly Step[];
  next(): NextUnit | null;
}

/** Units that may still be drawn, by credit; `priceCharge` takes from it what it uses. */
export interface UnitCredit {
  readonly id: string;
  readonly name: string;
  readonly meter: string;
  readonly charges: readonly string[] | null;
  balance: Decimal;
}

/**
 * Prices one charge. Order of the quantity's way: sign, convert, round, minimum, included, unit credits,
 * package, tiers, then minimum and maximum amount.
 */
export function priceCharge(charge: Charge, quantities: Quantities, credits: readonly UnitCredit[] = []): ChargePrice {
  if (charge.model === 'flat') return { ...unpriced(charge, null), exact: charge.amount };
  return charge.model === 'per_event' ? perEvent(charge, quantities) : metered(charge, quantities, credits);
}

/** The curve of a charge at the quantities of the other meters it depends on; `null` = one is not reported. */
export function curveOf(charge: MeteredCharge, quantities: Quantities, credit: Decimal = ZERO): Curve | null {
  const per = charge.included?.per ?? null;
  const seats = per === null ? ONE : quantities.of(per);
  const tierQuantity = charge.tierBy === null ? null : quantities.of(charge.tierBy);
  if (seats === null || (charge.tierBy !== null && tierQuantity === null)) return null;
  const included = (charge.included?.quantity ?? ZERO).times(seats.lt(0) ? ZERO : seats);
  return cachedCurve(charge, { included, credit, tierQuantity });
}

function metered(charge: MeteredCharge, quantities: Quantities, credits: readonly UnitCredit[]): ChargePrice {
  const quantity = quantities.of(charge.meter);
  const usable = credits.filter(
    (credit) => credit.meter === charge.meter && (credit.charges?.includes(charge.id) ?? true),
  );
  const curve = curveOf(charge, quantities, sum(usable.map(({ balance }) => balance)));
  if (quantity === null || curve === null) return unpriced(charge, quantity, 'not_reported');
  const cost = costAt(curve, quantity);
  if (typeof cost === 'string') return unpriced(charge, quantity, cost);
  const drawn = usable.length === 0 ? [] : drawUnits(curve, quantity, usable);
  return {
    ...unpriced(charge, quantity),
    exact: cost,
    curve,
    steps: () =>
      withCredits(
        [...weightedSteps(charge.meter, quantity, quantities), ...explainCharge(charge, curve, quantity)],
        drawn,
      ),
    next: () => nextUnit(curve, quantity, quantities.meter(charge.meter)?.step ?? ONE),
  };
}

function perEvent(charge: PerEventCharge, quantities: Quantities): ChargePrice {
  const events = quantities.events(charge.meter);
  const quantity = quantities.of(charge.meter);
  if (events === null) return unpriced(charge, quantity, quantity === null ? 'not_reported' : 'no_events');
  const price = priceEvents(charge, events);
  return { ...unpriced(charge, sum(events)), exact: price.exact, steps: () => price.steps };
}

/** A charge that has no price, or not yet; and why. */
export function unpriced(charge: Charge, quantity: Decimal | null, problem: LineProblem | null = null): ChargePrice {
  return { charge, quantity, exact: null, problem, curve: null, steps: () => [], next: () => null };
}

/** Takes the units a charge uses out of its credits, in order, and says so as steps. */
function drawUnits(curve: Curve, quantity: Decimal, credits: readonly UnitCredit[]): Step[] {
  const { pipeline } = curve;
  const { credited } = billable(pipeline, quantity);
  const used = meteredUnits(pipeline, credited);
  const given = draw(
    credits.map(({ balance }) => balance),
    used,
  );
  return credits.flatMap((credit, index) => {
    const drawn = given[index] as Decimal;
    credit.balance = credit.balance.minus(drawn);
    if (drawn.isZero()) return [];
    const units = mended(credited.times(drawn).div(used).div(pipeline.scale));
    return [{ kind: 'unit_credit', id: credit.id, name: credit.name, quantity: units, drawn } as const];
  });
}

/** Credits are drawn after what is included and before packages and tiers. */
function withCredits(steps: readonly Step[], drawn: readonly Step[]): readonly Step[] {
  const at = steps.findIndex(({ kind }) => kind === 'packages' || kind === 'tier' || kind.endsWith('_amount'));
  return at < 0 ? [...steps, ...drawn] : [...steps.slice(0, at), ...drawn, ...steps.slice(at)];
}

function weightedSteps(id: string, quantity: Decimal, quantities: Quantities): Step[] {
  const parts = (quantities.meter(id)?.sumOf ?? []).flatMap(({ meter, multiplyBy }) => {
    const counted = quantities.of(meter);
    return counted === null ? [] : [{ meter, quantity: counted, multiplyBy }];
  });
  const whole = sum(parts.map((part) => part.quantity.times(part.multiplyBy)));
  return parts.length > 0 && whole.eq(quantity) ? [{ kind: 'weighted', parts, quantity }] : [];
}

/** A charge is priced at the same context again and again: the last curve of each is kept. */
const curves = new WeakMap<MeteredCharge, { readonly context: ChargeContext; readonly curve: Curve }>();

function cachedCurve(charge: MeteredCharge, context: ChargeContext): Curve {
  const known = curves.get(charge);
  if (known !== undefined && sameContext(known.context, context)) return known.curve;
  const curve = compileCurve(charge, context);
  curves.set(charge, { context, curve });
  return curve;
}

/** The tiers of one charge are picked by another meter always or never. */
function sameContext(a: ChargeContext, b: ChargeContext): boolean {
  const sameTier = (a.tierQuantity ?? ZERO).eq(b.tierQuantity ?? ZERO);
  return sameTier && a.included.eq(b.included) && a.credit.eq(b.credit);
}
