import { expect } from 'chai';
import { smallEstimate } from '../support/small-documents.ts';

const seats = { id: 'seats', meter: 'seats', model: 'per_unit', unit_amount: '12' };
const YEAR = { unit: 'year', count: 1 };
const MONTH = { unit: 'month', count: 1 };

function seatsOf(charges: readonly object[], usage: object = { quantity: '10', active: '7' }) {
  const estimate = smallEstimate([{ interval: YEAR, charges }], { usage: { seats: usage } });
  const found = estimate.meters.find(({ meter }) => meter.id === 'seats')!.seats!;
  return {
    ...found,
    said: `${found.saving?.toFixed() ?? 'nothing'} every ${found.interval.count} ${found.interval.unit}`,
  };
}

describe('estimateSeats', () => {
  const rows: readonly (readonly [why: string, charges: readonly object[], said: string])[] = [
    ['by the plan’s interval', [seats], '36 every 1 year'],
    ['by the charge’s own interval', [{ ...seats, interval: MONTH }], '36 every 1 month'],
    [
      'by the longest of several, never divided',
      [
        { ...seats, interval: MONTH },
        { ...seats, id: 'support', unit_amount: '5' },
      ],
      '447 every 1 year',
    ],
    [
      'by three months and by seven, with no third lost or won',
      [7, 3].map((count) => ({
        ...seats,
        id: `m${count}`,
        unit_amount: '3',
        interval: { unit: 'month', count },
      })),
      '30 every 7 month',
    ],
    ['without an add-on that is not taken', [seats, { ...seats, id: 'sso', optional: true }], '36 every 1 year'],
    ['without what is charged once', [seats, { ...seats, id: 'setup', timing: 'once' }], '36 every 1 year'],
  ];
  for (const [why, charges, said] of rows) {
    it(`says what the free ones cost ${why}`, () => expect(seatsOf(charges).said).to.equal(said));
  }

  it('saves nothing where all are in use, or nobody knows', () => {
    expect(seatsOf([seats], { quantity: '10', active: '10' }).saving).to.equal(null);
    expect(seatsOf([seats], { quantity: '10' }).saving).to.equal(null);
  });
});

describe('a meter', () => {
  it('has what an add-on includes, and costs of its next unit, only where that is taken', () => {
    const plan = {
      charges: [seats, { ...seats, id: 'sso', unit_amount: '5', included: { quantity: '8' }, optional: true }],
    };
    const told = (addOns: readonly string[]): string[] => {
      const account = { usage: { seats: { quantity: '10' } }, subscription: { add_ons: addOns } };
      const found = smallEstimate([plan], account).meters.find(({ meter }) => meter.id === 'seats')!;
      const { next, included, quantity } = found;
      return [next?.amount, found.nextAt(quantity!)?.amount, included].map((figure) => figure?.toFixed() ?? 'none');
    };
    expect(told([])).to.deep.equal(['12', '12', 'none']);
    expect(told(['sso'])).to.deep.equal(['17', '17', '8']);
  });

  it('has no cost of its next unit, and nothing included, by what is charged once', () => {
    const once = { ...seats, id: 'setup', unit_amount: '100', timing: 'once', included: { quantity: '20' } };
    const told = (...charges: readonly object[]): string[] => {
      const usage = { seats: { quantity: '30' } };
      const { next, included } = smallEstimate([{ charges }], { usage }).meters.find(
        ({ meter }) => meter.id === 'seats',
      )!;
      return [next?.amount, included].map((figure) => figure?.toFixed() ?? 'none');
    };
    expect(told(seats, once)).to.deep.equal(['12', 'none']);
    expect(told(once)).to.deep.equal(['none', 'none']);
  });
});
