import { expect } from 'chai';
import Base from 'decimal.js';
import { allocate, roundTogether } from '../../src/engine/numbers/allocate.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { compileCurve, costAt } from '../../src/engine/pricing/curve.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { compileFixedPoint } from '../../src/engine/pricing/fixed-point.ts';
import { minorDigits } from '../../src/engine/numbers/money.ts';
import { nextUnit } from '../../src/engine/pricing/next-unit.ts';
import type { RoundingMode } from '../../src/engine/numbers/rounding.ts';
import { mended, round, roundTo } from '../../src/engine/numbers/rounding.ts';
import { AS_IS, withQuantities, withQuantity } from '../../src/engine/usage/scenario.ts';
import { parseCatalog } from '../../src/contract/index.ts';

const dec = (text: string | number): Decimal => new Decimal(text);
const texts = (amounts: readonly Decimal[]): string[] => amounts.map((amount) => amount.toFixed());

function chargeOf(charge: object): MeteredCharge {
  const meters = [
    { id: 'm', aggregation: 'sum' },
    { id: 'n', aggregation: 'sum' },
  ];
  const plan = parseCatalog({
    version: 1,
    currency: 'USD',
    meters,
    plans: [{ id: 'p', charges: [{ id: 'c', meter: 'm', ...charge }] }],
  }).plans[0];
  const [problem] = plan?.problems ?? [];
  if (problem !== undefined) throw new Error(`${problem.path} ${problem.message}`);
  return plan?.charges[0] as MeteredCharge;
}

describe('withQuantity', () => {
  const Short = Base.clone({ defaults: true, precision: 4 });

  for (const given of [123_456, '123456', 123_456n, new Short('123456')]) {
    it(`keeps every digit of ${typeof given === 'object' ? "another copy's decimal" : `a ${typeof given}`}`, () => {
      const [one, many] = [withQuantity('m', given, 'exactly'), withQuantities(new Map([['m', given]]))];
      const quantities = [one, many].map((edit) => edit(AS_IS).quantities.get('m')?.quantity);
      expect(quantities.map((quantity) => quantity?.times('1.001').toFixed())).to.deep.equal([
        '123579.456',
        '123579.456',
      ]);
    });
  }
});

describe('round', () => {
  const TABLE: Readonly<Record<RoundingMode, readonly string[]>> = {
    half_away: ['2.5', '3', '-2.5', '-3', '2.4', '2'],
    half_even: ['2.5', '2', '3.5', '4', '-2.5', '-2', '2.51', '3'],
    up: ['2.1', '3', '-2.1', '-3', '2', '2'],
    down: ['2.9', '2', '-2.9', '-2'],
    ceil: ['2.1', '3', '-2.9', '-2'],
    floor: ['2.9', '2', '-2.1', '-3'],
  };
  for (const [mode, pairs] of Object.entries(TABLE)) {
    it(`goes ${mode}`, () => {
      for (let index = 0; index < pairs.length; index += 2) {
        expect(round(dec(pairs[index] as string), 0, mode as RoundingMode).toFixed()).to.equal(pairs[index + 1]);
      }
    });
  }

  it('takes places before the point as well as behind it', () => {
    expect([2, 1, 0, -1, -2, -3].map((scale) => round(dec('157.567'), scale).toFixed())).to.deep.equal([
      '157.57',
      '157.6',
      '158',
      '160',
      '200',
      '0',
    ]);
  });

  it('takes any increment', () => {
    expect([
      roundTo(dec('7'), dec('5'), 'up').toFixed(),
      roundTo(dec('0.3'), dec('0.25'), 'half_away').toFixed(),
    ]).to.deep.equal(['10', '0.25']);
  });

  it('puts back what divisions have cut off', () => {
    const third = dec(1).div(3);
    expect(third.plus(third).plus(third).eq(1)).to.equal(false);
    expect(mended(third.plus(third).plus(third)).toFixed()).to.equal('1');
  });
});

describe('minorDigits', () => {
  it('are those of the currency, two where nothing else is said', () => {
    expect(['JPY', 'KRW', 'USD', 'EUR', 'HUF', 'KWD', 'BHD', 'CLF', 'XYZ'].map(minorDigits)).to.deep.equal([
      0, 0, 2, 2, 2, 3, 3, 4, 2,
    ]);
  });
});

describe('allocate', () => {
  it('gives everything to the first where nothing has a weight', () => {
    expect(texts(allocate(dec('1'), [dec(0), dec(-3), dec(0)], dec('0.01')))).to.deep.equal(['1', '0', '0']);
    expect(allocate(dec('1'), [], dec('0.01'))).to.deep.equal([]);
  });

  it('gives nothing for a negative weight, and shares what is negative alike', () => {
    expect(texts(allocate(dec('1'), [dec(-5), dec(1), dec(1)], dec('0.01')))).to.deep.equal(['0', '0.5', '0.5']);
    expect(texts(allocate(dec('-0.05'), [dec(1), dec(1), dec(1)], dec('0.01')))).to.deep.equal([
      '-0.02',
      '-0.02',
      '-0.01',
    ]);
  });

  it('gives what is less than a unit to the first in rank', () => {
    expect(texts(allocate(dec('0.015'), [dec(1), dec(2)], dec('0.01')))).to.deep.equal(['0.005', '0.01']);
  });

  it('rounds amounts so that they add up, whatever their sign', () => {
    expect(texts(roundTogether([dec('-0.026'), dec('0.054'), dec('0.011')], dec('0.04'), dec('0.01')))).to.deep.equal([
      '-0.02',
      '0.05',
      '0.01',
    ]);
  });
});

/** Minor units by the compiled price, where the quantity has so many digits. */
function compiled(
  charge: object,
  quantity: number,
  options: { digits?: number; scale?: number; mode?: RoundingMode } = {},
): number {
  const { digits = 0, scale = 2, mode = 'half_away' } = options;
  return compileFixedPoint(compileCurve(chargeOf(charge)), { quantityDigits: digits, scale, mode })(quantity);
}

describe('a compiled price', () => {
  const unit = (amount: string, more: object = {}): object => ({ model: 'per_unit', unit_amount: amount, ...more });

  it('is in minor units of whole steps', () => {
    expect([
      compiled(unit('0.125'), 3),
      compiled(unit('0.125'), 3, { digits: 1 }),
      compiled(unit('0.125'), 3, { scale: 0 }),
      compiled(unit('0.125'), 3, { scale: 3 }),
    ]).to.deep.equal([38, 4, 0, 375]);
  });

  it('rounds as it is told', () => {
    expect((['up', 'down', 'half_even'] as const).map((mode) => compiled(unit('0.125'), 1, { mode }))).to.deep.equal([
      13, 12, 12,
    ]);
  });

  it('is exact past what a double can count, up to the nearest one', () => {
    expect(compiled(unit('90071992547409.93'), 1)).to.equal(Number('9007199254740993'));
    expect(compiled(unit('99999.99999999999999'), 123456789)).to.equal(
      Number(round(dec('99999.99999999999999').times(123456789).times(100), 0).toFixed()),
    );
  });

  it('tells what is almost half a cent from half a cent, in unit prices and flat amounts', () => {
    const almost = '0.00499999999999999999';
    const tiers = [
      { up_to: '1', unit_amount: '1' },
      { up_to: null, unit_amount: almost },
    ];
    const flat = { model: 'stairstep', tiers: [{ up_to: null, flat_amount: almost }] };
    expect([compiled({ model: 'graduated', tiers }, 2), compiled(flat, 1)]).to.deep.equal([100, 0]);
    expect([
      compiled(unit('0', { minimum_amount: almost }), 1),
      compiled(unit('1', { maximum_amount: almost }), 1),
    ]).to.deep.equal([0, 0]);
  });

  it('counts what is left of more than a double can count', () => {
    const included = String(3n * 2n ** 52n);
    const charge = chargeOf(unit('1', { convert: { multiply_by: '3' }, included: { quantity: included } }));
    const curve = compileCurve(charge, { included: dec(included), credit: dec(0), tierQuantity: null });
    const price = compileFixedPoint(curve, { quantityDigits: 0, scale: 0, mode: 'half_away' });
    expect(price(2 ** 52 + 1)).to.equal(3);
  });

  it('is a fraction of the package size that tiers share, once', () => {
    const tiers = ['10', '20', '30', null].map((bound) => ({ up_to: bound, unit_amount: '1' }));
    const { denominator } = compileCurve(
      chargeOf({ model: 'graduated', tiers, package: { size: '7', rounding: 'none' } }),
    );
    expect(denominator.toFixed()).to.equal('7');
    const staged = { model: 'graduated', tiers, package: { size: '7', scope: 'tier' } };
    expect(compileCurve(chargeOf(staged)).denominator.toFixed()).to.equal('1');
  });

  it('has no number where so much is not sold', () => {
    const sold = { model: 'graduated', tiers: [{ up_to: '10', unit_amount: '1' }], beyond_last: 'not_sold' };
    expect([compiled(sold, 10), compiled(sold, 11)]).to.deep.equal([1000, NaN]);
  });

  for (const tierBound of ['inclusive', 'exclusive']) {
    it(`sells a package whole that begins before the end of the last tier, ${tierBound}`, () => {
      const tiers = [{ up_to: '25', unit_amount: '5' }];
      const packed = { model: 'graduated', tiers, tier_bound: tierBound, package: { size: '10' } };
      const last = tierBound === 'inclusive' ? 25 : 24;
      const costs = (beyond: string, rounding = 'up'): number[] =>
        [20, 21, last, last + 1, 40].map((quantity) =>
          compiled({ ...packed, package: { size: '10', rounding }, beyond_last: beyond }, quantity),
        );
      expect(costs('not_sold')).to.deep.equal([1000, 1500, 1500, NaN, NaN]);
      expect(costs('free')).to.deep.equal([1000, 1500, 1500, 1500, 1500]);
      expect(costs('free', 'down')).to.deep.equal([1000, 1000, 1000, 1000, 1000]);
      expect(costs('not_sold', 'down').slice(-2)).to.deep.equal([1000, NaN]);
    });
  }

  it('charges nothing more beyond the last tier than at its end, also where no whole package ends in it', () => {
    const tiers = [
      { up_to: '10', flat_amount: '5' },
      { up_to: '15', flat_amount: '9' },
    ];
    const down = { model: 'stairstep', tiers, beyond_last: 'free', package: { size: '10', rounding: 'down' } };
    expect([10, 15, 16, 20, 40].map((quantity) => compiled(down, quantity))).to.deep.equal([500, 500, 500, 500, 500]);
  });

  it('knows the first flat amount, the minimum and the maximum at no quantity', () => {
    const zero = {
      model: 'graduated',
      zero_usage_flat: 'charged',
      tiers: [{ up_to: null, unit_amount: '1', flat_amount: '5' }],
    };
    expect([
      compiled(zero, 0),
      compiled({ ...zero, minimum_amount: '7' }, 0),
      compiled({ ...zero, maximum_amount: '3' }, 0),
      compiled(zero, -4),
    ]).to.deep.equal([500, 700, 300, 500]);
  });

  it('finds its tier among few, with the bound in it or in the next', () => {
    const tiers = [
      { up_to: '10', unit_amount: '3' },
      { up_to: '20', unit_amount: '2' },
      { up_to: null, unit_amount: '1' },
    ];
    const around = (bound: string): number[] =>
      [9, 10, 11, 19, 20, 21].map((units) => compiled({ model: 'volume', tiers, tier_bound: bound }, units) / 100);
    expect(around('inclusive')).to.deep.equal([27, 30, 22, 38, 40, 21]);
    expect(around('exclusive')).to.deep.equal([27, 20, 22, 38, 20, 21]);
  });

  it('finds its tier among many', () => {
    const tiers = Array.from({ length: 40 }, (_, index) => ({
      up_to: index === 39 ? null : String((index + 1) * 10),
      unit_amount: String(index + 1),
    }));
    for (const bound of ['inclusive', 'exclusive']) {
      const charge = chargeOf({ model: 'volume', tiers, tier_bound: bound });
      const price = compileFixedPoint(compileCurve(charge), { quantityDigits: 1, scale: 2, mode: 'half_away' });
      for (const tenths of [1, 99, 100, 101, 2000, 2001, 3899, 3900, 3901, 99999]) {
        const exact = costAt(compileCurve(charge), dec(tenths).div(10)) as Decimal;
        expect(price(tenths), `${bound} ${tenths}`).to.equal(exact.times(100).toNumber());
      }
    }
  });
});

describe('nextUnit', () => {
  const next = (charge: object, quantity: string, step = '1'): string => {
    const found = nextUnit(compileCurve(chargeOf(charge)), dec(quantity), dec(step));
    return found === null
      ? 'none'
      : `${found.quantity.toFixed()} for ${found.amount.toFixed()}, room ${found.roomAfter.toFixed()}`;
  };

  it('is what one more step costs', () => {
    expect(next({ model: 'per_unit', unit_amount: '12' }, '8')).to.equal('1 for 12, room 0');
    expect(next({ model: 'per_unit', unit_amount: '12' }, '8', '0.5')).to.equal('0.5 for 6, room 0');
  });

  it('says how much room a package or a step then has', () => {
    const steps = {
      model: 'stairstep',
      tiers: [
        { up_to: '10', flat_amount: '20' },
        { up_to: '25', flat_amount: '48' },
        { up_to: null, flat_amount: '90' },
      ],
    };
    expect(next(steps, '10')).to.equal('1 for 28, room 14');
    expect(next(steps, '11')).to.equal('1 for 0, room 13');
    expect(next(steps, '24')).to.equal('1 for 0, room 0');
    expect(next({ model: 'per_unit', unit_amount: '5', package: { size: '1000' } }, '2000')).to.equal(
      '1 for 5, room 999',
    );
  });

  it('has no end of room where nothing more is ever charged', () => {
    expect(next({ model: 'stairstep', tiers: [{ up_to: null, flat_amount: '9' }] }, '3')).to.equal('1 for 0, room 0');
  });

  it('is not there where the quantity itself has no price', () => {
    expect(next({ model: 'per_unit', unit_amount: '1', negative: 'refuse' }, '-1')).to.equal('none');
  });

  it('is not there where the next one is not sold', () => {
    const sold = { model: 'graduated', tiers: [{ up_to: '10', unit_amount: '1' }], beyond_last: 'not_sold' };
    expect([next(sold, '9'), next(sold, '10'), next(sold, '11')]).to.deep.equal(['1 for 1, room 0', 'none', 'none']);
  });
});
