import { Decimal } from 'decimal.js';
import type { WireCharge, WireTier } from '../../oracle/wire.ts';
import type { Input } from './case.ts';
import { isRecord, list, optional, record, records, text, unknownWord } from './case.ts';
import { incrementOf, isNegative, isZero, modeOf } from './words.ts';

/** A priced thing of a case in our own words: the charge, and what its meter counted. */
export interface ChargeWords {
  readonly charge: Omit<WireCharge, 'id' | 'meter'>;
  readonly quantity?: string;
  readonly events?: readonly string[];
  readonly money?: boolean;
  /** What is counted are seats: their fee is for a time, and prorated. */
  readonly seats?: boolean;
  /** The quantity of the meter that picks the tier, where it is not the priced one. */
  readonly tierQuantity?: string;
}

/** Translates anything that a case calls a price; `null` = it is none (see the calculations that have words of their own). */
export function chargeWords(input: Input): ChargeWords | null {
  const calc = text(input, 'calc');
  if (calc !== '') return CALCS[calc]?.(input) ?? null;
  return MODELS[text(input, 'model')]?.(input) ?? null;
}

const MODELS: Readonly<Record<string, (input: Input) => ChargeWords>> = {
  flat: (input) => ({ charge: { model: 'flat', amount: text(input, 'amount') } }),
  per_unit: perUnit,
  package: (input) => ({
    charge: {
      model: 'per_unit',
      unit_amount: text(input, 'package_amount'),
      package: { size: text(input, 'package_size'), rounding: packageRounding(text(input, 'package_rounding', 'up')) },
      ...allowance(input),
      ...negative(input),
    },
    quantity: text(input, 'quantity'),
  }),
  graduated: (input) => tiered(input, 'graduated'),
  volume: (input) => tiered(input, 'volume'),
  stairstep: (input) => tiered(input, 'stairstep'),
  graduated_percentage: (input) => ({ ...tiered(input, 'graduated', 'base'), money: true }),
  volume_percentage: (input) => ({ ...tiered(input, 'volume', 'base'), money: true }),
  percentage,
  overage: perUnit,
  seat: seats,
};

const CALCS: Readonly<Record<string, (input: Input) => ChargeWords>> = {
  seats,
  capped_units: (input) => ({
    charge: { ...perUnit(input).charge, maximum_amount: text(input, 'cap') },
    quantity: text(input, 'quantity', text(input, 'units')),
  }),
  converted_units: convertedUnits,
  tiered_blocks: tieredBlocks,
  overage_blocks: overageBlocks,
  pricing_unit_conversion: pricingUnits,
  price_with_minimum: priceWithMinimum,
};

function perUnit(input: Input): ChargeWords {
  return {
    charge: { model: 'per_unit', unit_amount: text(input, 'unit_amount'), ...allowance(input), ...negative(input) },
    quantity: text(input, 'quantity'),
  };
}

/** Units that are not charged, under the names that models give them. */
function allowance(input: Input): Pick<WireCharge, 'included'> {
  const quantity = optional(input, 'free_units', 'included', 'allowance', 'unit_discount');
  return quantity === null || isZero(quantity) ? {} : { included: { quantity } };
}

function negative(input: Input): Pick<WireCharge, 'negative'> {
  const word = optional(input, 'negative', 'negative_quantity');
  if (word === null) return {};
  if (['zero', 'clamp_zero', 'clamp', 'clamp_to_zero'].includes(word)) return { negative: 'clamp' };
  if (['price_absolute_then_negate', 'mirror'].includes(word)) return { negative: 'mirror' };
  return unknownWord('negative', word);
}

function packageRounding(word: string): string {
  return ['up', 'down', 'nearest', 'none'].includes(word) ? word : unknownWord('package_rounding', word);
}

function tiered(input: Input, model: string, quantityKey = 'quantity'): ChargeWords {
  const tierQuantity = optional(input, 'tier_quantity');
  const quantity = text(input, quantityKey, text(input, 'quantity', text(input, 'base')));
  const words = {
    charge: { model, ...tierTable(input), ...allowance(input), ...negative(input) },
    quantity,
  };
  if (tierQuantity === null) return words;
  return { ...words, charge: { ...words.charge, tier_by: 'picker' }, tierQuantity };
}

function tierTable(input: Input): Pick<WireCharge, 'tiers' | 'tier_bound' | 'zero_usage_flat' | 'beyond_last'> {
  const tiers = records(input, 'tiers').map(tierWords);
  const open = tiers.at(-1)?.up_to == null;
  return {
    tiers,
    tier_bound: boundWords(text(input, 'bounds', 'inclusive_to')),
    zero_usage_flat: zeroWords(text(input, 'zero_usage_flat', 'none')),
    ...(open ? {} : { beyond_last: beyondWords(optional(input, 'above_last')) }),
  };
}

function tierWords(tier: Input): WireTier {
  const rate = optional(tier, 'rate_pct');
  const unit = optional(tier, 'unit_amount');
  const flat = optional(tier, 'flat_amount');
  const size = optional(tier, 'package_size');
  return {
    up_to: optional(tier, 'up_to'),
    ...(rate === null ? {} : { rate_pct: rate }),
    ...(unit === null ? {} : { unit_amount: unit }),
    ...(flat === null ? {} : { flat_amount: flat }),
    ...(size === null ? {} : { package_size: size }),
  };
}

function boundWords(word: string): string {
  if (word === 'exclusive_to') return 'exclusive';
  const inclusive = ['inclusive_to', 'integer_from_inclusive_to', 'adjacent_inclusive_to'];
  return inclusive.includes(word) ? 'inclusive' : unknownWord('bounds', word);
}

function zeroWords(word: string): string {
  if (word === 'first_tier') return 'charged';
  return word === 'none' ? 'none' : unknownWord('zero_usage_flat', word);
}

/** Without a word, only what the tiers cover is charged. */
function beyondWords(word: string | null): string {
  if (word === null || word === 'none') return 'free';
  return word === 'last' ? 'last' : unknownWord('above_last', word);
}

function percentage(input: Input): ChargeWords {
  const rule = text(input, 'free_rule', 'lago_per_event');
  if (rule !== 'lago_per_event' && rule !== 'lago_aggregate') return unknownWord('free_rule', rule);
  const some = (key: string): string | undefined => optional(input, key) ?? undefined;
  const allowed = (key: string): string | undefined => {
    const value = some(key);
    return value === undefined || isZero(value) ? undefined : value;
  };
  return {
    charge: {
      model: 'per_event',
      rate_pct: text(input, 'rate_pct', '0'),
      fixed_amount: some('fixed_fee_per_event') ?? '0',
      free_events: allowed('free_events'),
      free_amount: allowed('free_amount'),
      event_minimum: some('min_per_event'),
      event_maximum: some('max_per_event'),
    },
    events: list(input, 'events').map(String),
    money: true,
  };
}

function seats(input: Input): ChargeWords {
  const least = optional(input, 'minimum_seats');
  return {
    charge: {
      model: 'per_unit',
      unit_amount: text(input, 'seat_price', text(input, 'unit_amount')),
      ...(least === null ? {} : { minimum_quantity: least }),
    },
    quantity: text(input, 'seats', text(input, 'quantity')),
  };
}

function convertedUnits(input: Input): ChargeWords {
  const inner = pricedBy(input);
  const factor = text(input, 'factor', '1');
  const operation = text(input, 'operation', 'multiply');
  if (operation !== 'multiply' && operation !== 'divide') return unknownWord('operation', operation);
  return {
    ...inner,
    charge: {
      ...inner.charge,
      convert: {
        ...(operation === 'multiply' ? { multiply_by: factor } : { divide_by: factor }),
        round: unitRounding(text(input, 'unit_rounding', 'none'), Number(text(input, 'unit_scale', '0'))),
      },
      ...allowance(input),
    },
    quantity: text(input, 'quantity'),
  };
}

function unitRounding(word: string, scale: number): { increment: string; mode: string } | null {
  return word === 'none' ? null : { increment: incrementOf(scale), mode: modeOf(word) };
}

/** The price inside a case about quantities. */
function pricedBy(input: Input): ChargeWords {
  const price = record(input, 'price');
  const inner = chargeWords({ ...price, quantity: text(input, 'quantity', text(price, 'quantity', '0')) });
  return inner ?? unknownWord('price', price['model']);
}

/** Units are rounded up to whole blocks before a tier is chosen; prices are per block. */
function tieredBlocks(input: Input): ChargeWords {
  const model = text(input, 'mode', text(input, 'model'));
  const size = optional(input, 'block_size');
  const free = optional(input, 'allowance');
  const words = tiered({ ...input, allowance: null }, model);
  const blocks =
    size === null || isOne(size)
      ? {}
      : { convert: { round: { increment: size, mode: 'up' } }, package: { size, rounding: 'none' } };
  const charge = { ...words.charge, ...blocks };
  if (free === null || isZero(free)) return { ...words, charge };
  return { ...words, charge: { ...charge, tiers: withFreeTier(words.charge.tiers ?? [], free) } };
}

/** An allowance is a free first tier, behind which the others begin. */
function withFreeTier(tiers: readonly WireTier[], free: string): WireTier[] {
  const shifted = tiers.map((tier) => ({
    ...tier,
    up_to: tier.up_to == null ? null : new Decimal(tier.up_to).plus(free).toFixed(),
  }));
  return [{ up_to: free, unit_amount: '0' }, ...shifted];
}

function isOne(size: string): boolean {
  return /^1(\.0+)?$/.test(size);
}

function overageBlocks(input: Input): ChargeWords {
  const size = optional(input, 'block_size', 'package_size', 'block', 'overage_block_size') ?? '1';
  const amount =
    optional(input, 'block_amount', 'package_amount', 'block_price', 'unit_amount', 'overage_amount') ??
    unknownWord('block_amount', null);
  return {
    charge: { model: 'per_unit', unit_amount: amount, package: { size, rounding: 'up' }, ...allowance(input) },
    quantity: text(input, 'quantity'),
  };
}

function pricingUnits(input: Input): ChargeWords {
  const units = optional(input, 'amount_units', 'units');
  const charge = { model: 'per_unit', unit_amount: text(input, 'rate') };
  if (units !== null) return { charge: { ...charge, ...mirrored(units) }, quantity: units };
  const multiply = text(input, 'unit_amount');
  return { charge: { ...charge, convert: { multiply_by: multiply } }, quantity: text(input, 'quantity') };
}

function mirrored(quantity: string): Pick<WireCharge, 'negative'> {
  return isNegative(quantity) ? { negative: 'mirror' } : {};
}

function priceWithMinimum(input: Input): ChargeWords {
  const minimum = text(input, 'minimum');
  if (isRecord(input['price'])) {
    const inner = pricedBy(input);
    return { ...inner, charge: { ...inner.charge, minimum_amount: minimum } };
  }
  const amount = text(input, 'price', text(input, 'amount'));
  return { charge: { model: 'per_unit', unit_amount: amount, minimum_amount: minimum }, quantity: '1' };
}
