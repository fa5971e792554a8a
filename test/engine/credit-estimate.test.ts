import { expect } from 'chai';
import { estimated, usualDays } from '../support/forecast-documents.ts';

const usage = { calls: { values: usualDays(70) } };
const credit = { id: 'prepaid', unit: 'EUR', applied: 'after_tax' };

function creditsOf(credits: readonly object[]) {
  const { credits: states, invoice, period, forecast } = estimated({ usage, elapsed: 10, account: { credits } });
  return { states, invoice, period: period!, forecast: forecast! };
}

describe('estimateCredits', () => {
  it('says what a credit pays, and that it runs out in this period', () => {
    const { states, invoice, period } = creditsOf([{ ...credit, balance: '180' }]);
    const [state] = states;
    expect(state!.drawn.toNumber()).to.equal(180);
    expect(state!.remaining.toNumber()).to.equal(0);
    const { from, likely, to } = state!.runsOut!;
    expect(from).to.be.at.least(period.startDay + 10);
    expect(from).to.be.at.most(likely);
    expect(likely).to.be.at.most(to!);
    expect(to!).to.be.lessThan(period.endDay);
    expect(invoice.total!.gt(180)).to.equal(true);
  });

  it('looks into further periods like this one', () => {
    const { states, period, forecast } = creditsOf([{ ...credit, balance: String(Math.round(forecast2())) }]);
    expect(states[0]!.runsOut!.likely).to.be.closeTo(period.endDay - 1 + 30, 2);
    expect(states[0]!.unused).to.equal(null);
    expect(forecast.mean).to.be.greaterThan(0);
  });

  it('draws one after the other', () => {
    const { states } = creditsOf([
      { ...credit, id: 'second', balance: '100', priority: 2 },
      { ...credit, id: 'first', balance: '120', priority: 1 },
    ]);
    expect(states.map((state) => state.credit.id)).to.deep.equal(['first', 'second']);
    expect(states[0]!.runsOut!.likely).to.be.lessThan(states[1]!.runsOut!.likely);
  });

  it('lets what is bound to other charges not stand in the way', () => {
    const alone = creditsOf([{ ...credit, balance: '180' }]).states[0]!;
    const { states } = creditsOf([
      { ...credit, id: 'bound', balance: '5000', priority: 1, charges: ['elsewhere'] },
      { ...credit, balance: '180', priority: 2 },
    ]);
    expect(states[1]!.runsOut).to.deep.equal(alone.runsOut);
    expect(states[0]!.runsOut).to.equal(null);
  });

  it('says what expires unused', () => {
    const { states } = creditsOf([{ ...credit, balance: '1000', expires_at: '2024-03-31' }]);
    expect(states[0]!.runsOut).to.equal(null);
    const { forecast } = creditsOf([]);
    expect(states[0]!.unused!.toNumber()).to.be.closeTo(1000 - forecast.mean, 0.02 * forecast.mean);
  });

  function forecast2(): number {
    return 2 * creditsOf([]).forecast.mean;
  }
});

describe('estimateCommitment', () => {
  it('asks at the end of this period what its invoice asks', () => {
    const { commitment, invoice } = estimated({ usage, elapsed: 10, account: { commitment: { amount: '500' } } });
    const line = invoice.lines.find(({ kind }) => kind === 'true_up')!;
    expect(commitment!.trueUp.eq(line.amount!)).to.equal(true);
    expect(commitment!.periodsLeft).to.equal(0);
  });

  it('takes further periods to be like this one', () => {
    const period = { start: '2024-01-01', end: '2024-05-30' };
    const { commitment, invoice } = estimated({
      usage,
      elapsed: 10,
      account: { commitment: { amount: '3000', counted: '400', period } },
    });
    expect(commitment!.periodsLeft).to.equal(2);
    expect(commitment!.expected.eq(invoice.total!.times(3).plus(400))).to.equal(true);
    expect(commitment!.trueUp.eq(commitment!.commitment.amount.minus(commitment!.expected))).to.equal(true);
  });

  it('asks for nothing where enough is used', () => {
    const { commitment } = estimated({ usage, elapsed: 10, account: { commitment: { amount: '10' } } });
    expect(commitment!.trueUp.isZero()).to.equal(true);
  });

  it('counts after discounts where it says so', () => {
    const plan = { discounts: [{ id: 'd', kind: 'percent', value: '50' }] };
    const of = (basis: string) =>
      estimated({ usage, elapsed: 10, plan, account: { commitment: { amount: '500', basis } } }).commitment!.expected;
    expect(of('after_discounts').toNumber()).to.be.closeTo(of('before_discounts').toNumber() / 2, 0.01);
  });
});
