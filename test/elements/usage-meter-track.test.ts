import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { LimitEstimate } from '../../src/engine/estimate/estimate.ts';
import type { Gauge } from '../../src/elements/usage-meter/gauge.ts';
import { roundAbove } from '../../src/elements/usage-meter/gauge.ts';
import { layoutTrack } from '../../src/elements/usage-meter/track-layout.ts';

const decimal = (value: number | null) => (value === null ? null : new Decimal(value));
const limit = (effect: 'block' | 'notify', at: number, atEnd = at) =>
  ({ limit: { effect }, bound: new Decimal(at), atEnd: new Decimal(atEnd) }) as LimitEstimate;

function layout(
  used: number | null,
  included: number | null,
  { expected = null as number | null, high = 0, limits = [] as LimitEstimate[] } = {},
) {
  return layoutTrack({
    used: decimal(used),
    included: decimal(included),
    expected: decimal(expected),
    likely: high ? { low: 0, high, isVague: false } : null,
    limits,
  } as unknown as Gauge);
}

const shown = (track: ReturnType<typeof layoutTrack>) =>
  track?.parts.map(({ kind, from, to }) => `${kind} ${from.toFixed(2)}-${to.toFixed(2)}`);

describe('layoutTrack', () => {
  for (const { why, track, parts, ground } of [
    { why: 'within what is included', track: layout(50, 100), parts: ['used 0.00-0.50'], ground: 1 },
    {
      why: 'the forecast ends before the included quantity',
      track: layout(50, 100, { expected: 70, high: 80 }),
      parts: ['used 0.00-0.50', 'expected 0.50-0.70', 'likely 0.70-0.80'],
      ground: 1,
    },
    {
      why: 'beyond what is included the track gets longer',
      track: layout(150, 100, { expected: 180, high: 200 }),
      parts: ['used 0.00-0.50', 'beyond 0.50-0.75', 'expected 0.75-0.90', 'likely 0.90-1.00'],
      ground: 0.5,
    },
    {
      why: 'a stop ahead: what is asked for beyond it is not served',
      track: layout(50, null, { expected: 150, high: 200, limits: [limit('block', 100)] }),
      parts: ['used 0.00-0.25', 'expected 0.25-0.50', 'unserved 0.50-1.00'],
      ground: 0.5,
    },
    {
      why: 'a stop ahead, where a consent ends before the period does',
      track: layout(50, null, { expected: 90, high: 200, limits: [limit('block', 200, 100)] }),
      parts: ['used 0.00-0.25', 'expected 0.25-0.45', 'likely 0.45-0.50', 'unserved 0.50-1.00'],
      ground: 1,
    },
    {
      why: 'over a limit that notifies',
      track: layout(150, null, { limits: [limit('notify', 100)] }),
      parts: ['used 0.00-0.67', 'over 0.67-1.00'],
      ground: 2 / 3,
    },
    {
      why: 'counted late, beyond a stop',
      track: layout(120, 50, { expected: 120, limits: [limit('block', 100)] }),
      parts: ['used 0.00-0.42', 'beyond 0.42-0.83', 'stopped 0.83-1.00'],
      ground: 100 / 120,
    },
    {
      why: 'a limit of 0 and nothing used',
      track: layout(0, null, { limits: [limit('block', 0)] }),
      parts: [],
      ground: 0,
    },
    { why: 'a negative quantity is nothing', track: layout(-20, 100), parts: [], ground: 1 },
  ]) {
    it(`stands for ${why}`, () => {
      expect(shown(track)).to.deep.equal(parts);
      expect(track!.ground).to.be.closeTo(ground, 1e-9);
    });
  }

  it('is nothing without a maximum', () => {
    expect(layout(50, null, { expected: 90 })).to.equal(null);
  });

  it('leaves out a limit far beyond everything else', () => {
    expect(layout(50, 100, { limits: [limit('notify', 400)] })!.marks).to.have.length(2);
    expect(layout(50, 100, { limits: [limit('notify', 401)] })!.marks).to.have.length(1);
  });
});

describe('roundAbove', () => {
  for (const [amount, step, above] of [
    ['1103000', '1', '1200000'],
    ['23.4', '1', '24'],
    ['0.0012', '1', '1'],
    ['990', '250', '1000'],
    ['100', '1', '100'],
  ] as const) {
    it(`makes ${above} of ${amount} in steps of ${step}`, () => {
      expect(roundAbove(new Decimal(amount), new Decimal(step)).toString()).to.equal(above);
    });
  }
});
