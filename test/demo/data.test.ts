import { expect } from 'chai';
import ardesia from '../../demo/public/catalogs/ardesia.json';
import quaystone from '../../demo/public/catalogs/quaystone.json';
import tilla from '../../demo/public/catalogs/tilla.json';
import { accountOf, COMPANIES } from '../../demo/api/companies.ts';
import type { Company } from '../../demo/api/companies.ts';
import type { Reply } from '../../demo/gallery/gallery-state.ts';
import { galleryGroups } from '../../demo/gallery/states.ts';
import { ContractError, parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { sum } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withPlan, withQuantities } from '../../src/engine/usage/scenario.ts';

const CATALOGS = { ardesia, quaystone, tilla };

// Days on which calendars trip: a month's end, a leap day, a year's end, and the hours around midnight.
const INSTANTS = [
  '2026-11-22T13:05:00Z',
  '2026-02-28T23:30:00Z',
  '2028-02-29T00:10:00Z',
  '2026-12-31T12:00:00Z',
  '2027-03-01T00:00:00Z',
  '2026-10-25T01:30:00Z',
].map((text) => Date.parse(text));

const noWarning = ({ path, message }: { readonly path: string; readonly message: string }) => {
  throw new Error(`${path} ${message}`);
};
const catalogOf = (company: Company) => parseCatalog(CATALOGS[company], noWarning);
const customerOf = (company: Company, instant: number, extraCalls = 0) =>
  parseAccount(JSON.parse(JSON.stringify(accountOf(company, instant, extraCalls))), noWarning);

// A charge bears its meter's id, but for one.
const meterOf = (charge: string) => (charge === 'sales_share' ? 'sales' : charge);

for (const company of COMPANIES) {
  describe(`the demo's ${company}`, () => {
    it('has a catalog in which every public plan has a price for every example', () => {
      const catalog = catalogOf(company);
      const offered = catalog.plans.filter(({ contact }) => !contact);
      expect(offered.flatMap(({ problems }) => problems)).to.deep.equal([]);
      expect(catalog.examples).not.to.be.empty;
      for (const { id } of offered) {
        for (const { quantities } of catalog.examples) {
          const scenario = withPlan(id)(withQuantities(quantities)(AS_IS));
          const { invoice } = estimate(catalog, null, scenario);
          expect(invoice.total, id).not.to.equal(null);
        }
      }
    });

    it('has a customer whose next invoice is known, whatever the day', () => {
      for (const instant of INSTANTS) {
        const { invoice, period, problems, ownPlan } = estimate(
          catalogOf(company),
          customerOf(company, instant),
          AS_IS,
        );
        expect(problems).to.deep.equal([]);
        expect(ownPlan?.id).to.be.a('string');
        expect(invoice.total?.gt(0)).to.equal(true);
        expect(period?.start).to.be.at.most(instant);
        expect(period?.end).to.be.above(instant);
      }
    });

    it('bills past periods that follow on each other up to the present one', () => {
      for (const instant of INSTANTS) {
        const account = customerOf(company, instant);
        const { period } = estimate(catalogOf(company), account, AS_IS);
        expect(account.lastInvoices).to.have.length.of.at.least(3);
        account.lastInvoices.reduce((next, invoice) => {
          expect(invoice.period.end).to.equal(next);
          return invoice.period.start;
        }, period?.start);
      }
    });

    it('billed past periods as its price list says', () => {
      const [instant = 0] = INSTANTS;
      const account = customerOf(company, instant);
      for (const { lines, plan } of account.lastInvoices) {
        const quantities = new Map(
          lines.flatMap(({ charge, quantity }) => (quantity ? [[meterOf(charge), quantity]] : [])),
        );
        const scenario = withPlan(plan)(withQuantities(quantities, 'custom')(AS_IS));
        const priced = estimate(catalogOf(company), account, scenario).invoice.lines;
        for (const { charge, amount } of lines.filter(({ charge }) => charge !== 'marketplace')) {
          expect(priced.find(({ id }) => id === charge)?.amount?.toString(), charge).to.equal(amount.toString());
        }
      }
    });

    it('says the same of the same instant', () => {
      for (const instant of INSTANTS) {
        expect(accountOf(company, instant, 0)).to.deep.equal(accountOf(company, instant, 0));
      }
    });
  });
}

describe("the demo's usage", () => {
  it('adds up: what was counted so far is the sum of the days of the period', () => {
    for (const instant of INSTANTS) {
      const account = customerOf('quaystone', instant, 70);
      const { period } = estimate(catalogOf('quaystone'), account, AS_IS);
      const usage = account.usage.get('api_calls');
      const days = usage?.series?.values.slice((period?.startDay ?? 0) - (usage.series.fromDay ?? 0)) ?? [];
      expect(days.reduce<number>((total, value) => total + (value ?? 0), 0)).to.equal(usage?.quantity.toNumber());
    }
  });

  it('grows while one looks on, and its revision with it', () => {
    const [instant = 0] = INSTANTS;
    const before = customerOf('quaystone', instant, 10);
    const after = customerOf('quaystone', instant + 2000, 45);
    expect(after.revision).to.be.above(before.revision);
    const counted = [before, after].map(({ usage }) => usage.get('api_calls')?.quantity.toNumber() ?? 0);
    expect(counted[1]).to.be.above(counted[0] ?? 0);
  });

  it('keeps its past while the day goes on', () => {
    const [instant = 0] = INSTANTS;
    const [now, later] = [instant, instant + 3_600_000].map((at) => customerOf('quaystone', at).usage.get('api_calls'));
    expect(later?.series?.values.slice(0, -1)).to.deep.equal(now?.series?.values.slice(0, -1));
  });
});

describe("the demo's gallery", () => {
  const states = galleryGroups(CATALOGS, INSTANTS[0] ?? 0).flatMap((group) => group.states);
  const documentOf = (reply: Reply | null) =>
    reply && typeof reply === 'object' && 'json' in reply ? reply.json : null;
  const estimateOf = (id: string) => {
    const state = states.find((each) => each.id === id);
    const account = documentOf(state?.account ?? null);
    return estimate(parseCatalog(documentOf(state?.catalog ?? null)), account && parseAccount(account), AS_IS);
  };

  it('names each state once', () => {
    expect(new Set(states.map(({ id }) => id)).size).to.equal(states.length);
  });

  it('sends documents that can be read, but for the one that is meant not to be', () => {
    for (const { id, catalog, account } of states) {
      const document = documentOf(account);
      const read = () => {
        parseCatalog(documentOf(catalog));
        if (document) parseAccount(document);
      };
      if (id === 'failed-contract') expect(read, id).to.throw(ContractError);
      else expect(read, id).not.to.throw();
    }
  });

  it('shows the trouble that it promises, and no wrong price beside it', () => {
    const kindsOf = (id: string) => estimateOf(id).problems.map(({ kind }) => kind);
    expect(kindsOf('not-reported')).to.deep.equal(['not_reported']);
    expect(kindsOf('without-charge')).to.deep.equal(['usage_without_charge']);
    expect(kindsOf('unknown-meter')).to.deep.equal(['unknown_meter']);
    expect(kindsOf('own-plan-unpriceable')).to.deep.equal(['unpriceable']);
    expect(kindsOf('currencies')).to.deep.equal(['currency_mismatch']);
    expect(kindsOf('unknown-plan')).to.include('unknown_plan');
    for (const id of ['not-reported', 'own-plan-unpriceable', 'currencies', 'unknown-plan']) {
      expect(estimateOf(id).invoice.total, id).to.equal(null);
    }
    for (const id of ['unknown-model', 'unknown-field']) {
      const unpriceable = estimateOf(id).plans.filter(({ status }) => status === 'unpriceable');
      expect(unpriceable.map(({ plan }) => plan.id)).to.deep.equal(['scale']);
      expect(unpriceable.map(({ cost }) => cost)).to.deep.equal([null]);
    }
  });

  it('reaches the limits that it promises', () => {
    const stateOf = (id: string, limit: string) => estimateOf(id).limits.find((each) => each.limit.id === limit)?.state;
    expect(stateOf('over-soft-limit', 'budget')).to.equal('over');
    expect(stateOf('hard-cap', 'cap')).to.equal('blocked');
    expect(stateOf('consent-wanted', 'outcomes')).to.equal('blocked');
    expect(stateOf('limit-ahead', 'cap')).to.equal('approaching');
  });

  it('writes other currencies with their own decimals', () => {
    const decimalsOf = (id: string) => Math.max(...estimateOf(id).invoice.lines.map(({ amount }) => amount?.dp() ?? 0));
    expect(decimalsOf('zero-decimals')).to.equal(0);
    expect(decimalsOf('three-decimals')).to.equal(3);
    const { invoice } = estimateOf('zero-decimals');
    expect(invoice.subtotal?.eq(sum(invoice.lines.flatMap(({ amount }) => amount ?? [])))).to.equal(true);
  });
});
