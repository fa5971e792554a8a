import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { alerts } from '../../src/engine/estimate/alerts.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { alertMail, createFormat, forecastMail } from '../../src/format/index.ts';

import { documentsOf, type Edge } from '../support/edge-documents.ts';

const prices = {
  version: 1,
  currency: 'USD',
  meters: [{ id: 'calls', name: 'Calls <b>', aggregation: 'sum', unit: { one: 'call', other: 'calls' } }],
  plans: [
    {
      id: 'team',
      family: 'team',
      rank: 1,
      name: 'Team & co',
      interval: { unit: 'month', count: 1 },
      limits: [{ meter: 'calls', quantity: '30000', effect: 'block', thresholds_pct: ['80'] }],
      charges: [{ id: 'calls', name: 'Calls', meter: 'calls', model: 'per_unit', unit_amount: '0.01' }],
    },
  ],
};
const catalog = parseCatalog(prices);

function catalogWith(limits: readonly object[]) {
  return parseCatalog({ ...prices, plans: prices.plans.map((plan) => ({ ...plan, limits })) });
}

function account(days: readonly number[], more: object = {}) {
  const counted = days.slice(-20).reduce((sum, day) => sum + day, 0);
  return parseAccount({
    version: 1,
    id: 'acme',
    revision: 1,
    as_of: '2026-11-21T00:00:00Z',
    time_zone: 'UTC',
    currency: 'USD',
    subscription: { plan: 'team', anchor: '2026-11-01', started_at: '2026-01-01' },
    tax: { behavior: 'none' },
    limits: [{ id: 'budget', on: 'invoice', amount: '250', effect: 'notify' }],
    usage: {
      calls: {
        quantity: String(counted),
        series: { of: 'increments', from: '2026-09-22', values: days.map(String) },
      },
    },
    ...more,
  });
}

/** Sixty days before the 21st of November, with a gentle weekly rhythm. */
const calm = Array.from({ length: 60 }, (_, day) => 1000 + 40 * (day % 7));

describe('alertMail', () => {
  const format = createFormat('en');

  it('says that a credit stops usage at its end, and when, or that it has', () => {
    const mailOf = (credit: object) => {
      const facts = account(calm, {
        limits: [],
        credits: [{ id: 'pack', name: 'Pack', when_empty: 'block', ...credit }],
      });
      return alerts(catalogWith([]), facts).map((alert) => `${alert.id}: ${alertMail(format, alert, facts).text}`);
    };
    const [ahead] = mailOf({ unit: 'calls', balance: '25000' });
    expect(ahead).to.match(
      /^acme\/2026-11-01\/credit\/pack\/forecast: Pack will probably be used up: usage stops then\n\n/,
    );
    expect(ahead).to.match(
      /\nBefore the usage of this period it had 25,000 calls left\.\nProbably used up around November\s2\d/,
    );
    const [gone, ...more] = mailOf({ unit: 'USD', balance: '120' });
    expect(more).to.deep.equal([]);
    expect(gone).to.match(/^acme\/2026-11-01\/credit\/pack\/fact: Pack is used up: usage has stopped\n\n/);
    expect(gone).to.match(
      /Before the usage of this period it had \$120\.00 left\.\nThe next invoice is expected to be \$2\d\d/,
    );
    expect(mailOf({ unit: 'USD', balance: '900' })).to.deep.equal([]);
    expect(mailOf({ unit: 'USD', balance: '120', when_empty: 'bill' })).to.deep.equal([]);
  });

  it('says that fees alone use up a credit, and from when on usage stops', () => {
    const fee = { id: 'fee', model: 'flat', amount: '20' };
    const [plan] = prices.plans;
    const paid = parseCatalog({ ...prices, plans: [{ ...plan, limits: [], charges: [fee, ...plan!.charges] }] });
    const credits = [{ id: 'pack', name: 'Pack', unit: 'USD', balance: '15', when_empty: 'block' }];
    const facts = account(calm, { limits: [], credits });
    const [alert, ...more] = alerts(paid, facts);
    expect([alert!.id, more]).to.deep.equal(['acme/2026-11-01/credit/pack/fees', []]);
    expect(alertMail(format, alert!, facts).text).to.match(
      /^Pack is used up by fees: usage stops from December\s1 on\n\nBefore the usage of this period it had \$15\.00 left\.\nThe next/,
    );
  });

  it('says what is used, what is expected and that the limit stops usage', () => {
    const facts = account(calm);
    const found = alerts(catalog, facts).find((alert) => alert.kind === 'limit' && alert.meter !== null);
    const { subject, text } = alertMail(format, found!, facts);
    expect(subject).to.equal('Calls <b>: the limit of 30,000 calls will probably be reached');
    expect(text).to.include('Usage stops there.');
    expect(text).to.match(/It will probably be reached (on|around) November/);
  });

  it('says of a limit what somebody agreed to go up to, and until when, where that ends before the period', () => {
    const subjects = (until: string): string[] => {
      const consent = { quantity: '40000', until };
      const facts = account(calm, { limits: [{ meter: 'calls', quantity: '25000', effect: 'block', consent }] });
      return alerts(catalogWith([]), facts).map((alert) => alertMail(format, alert, facts).subject);
    };
    expect(subjects('2026-11-26')).to.deep.equal([
      'Calls <b>: the limit of 25,000 calls (40,000 calls until November 25) will probably be reached',
    ]);
    // It holds to the end, when some 34,000 will have been used.
    expect(subjects('2026-12-01')).to.deep.equal([]);
  });

  it('says which threshold is passed, also one beyond the limit', () => {
    for (const [days, subject] of [
      [26, 'Calls <b>: the threshold of 24,000 calls is passed; the limit is 30,000 calls'],
      [40, 'Calls <b>: the threshold of 36,000 calls is passed; the limit is 30,000 calls'],
    ] as const) {
      const facts = account(Array.from({ length: 20 }, () => days * 50));
      const limits = [{ meter: 'calls', quantity: '30000', thresholds_pct: ['80', '120'] }];
      const found = alerts(catalogWith(limits), facts).filter(({ kind }) => kind === 'limit');
      const subjects = found.map((alert) => alertMail(format, alert, facts).subject);
      expect(subjects).to.include(subject);
    }
  });

  it('says by which clock a time is, which may not be its reader’s', () => {
    const facts = account(calm);
    const [found] = alerts(catalog, facts).filter(({ kind }) => kind === 'limit');
    for (const [timeZone, words] of [
      ['UTC', 'Nov 21, 12:00 AM UTC'],
      ['America/New_York', 'Nov 20, 7:00 PM EST'],
    ] as const) {
      const { text } = alertMail(createFormat('en-US'), found!, { ...facts, timeZone });
      expect(text.replace(/[^\S\n]/g, ' ')).to.contain(` used by ${words}.`);
    }
  });

  it('says that a budget only notifies, and what the next invoice is expected to be is its own subject', () => {
    const facts = account(calm);
    const found = alerts(catalog, facts).find(
      (alert) => alert.kind === 'limit' && alert.meter === null && alert.by === 'forecast',
    );
    const { subject, text } = alertMail(format, found!, facts);
    expect(subject).to.equal('Budget: the limit of $250.00 will probably be reached');
    expect(text).to.include('Nothing stops there; this is only a notice.');
  });

  it('says of a budget below a commitment that the invoice will be above it', () => {
    const facts = account(calm, { commitment: { amount: '500' } });
    const found = alerts(catalog, facts).find((alert) => alert.kind === 'limit' && alert.meter === null);
    const { text } = alertMail(format, found!, { ...facts, periodEnd: Date.UTC(2026, 11, 1) });
    expect(text).to.contain('The invoice will be above it, whatever is used.');
    expect(text).not.to.match(/Probably|reached on|reached around/);
  });

  it('does not say that what a limit stops will come', () => {
    const facts = account(calm);
    const [stopped, noticed] = [false, true].map((isBudget) => {
      const found = alerts(catalog, facts).find(
        (alert) => alert.kind === 'limit' && (alert.meter === null) === isBudget,
      );
      return alertMail(format, found!, { ...facts, periodEnd: Date.UTC(2026, 11, 1) }).text;
    });
    expect(stopped).to.match(/\nWithout a limit probably 3\d,\d+ calls by the end of the period on November\s30\./);
    expect(noticed).to.match(/\nProbably \$300\.00 by the end of the period on November\s30\./);
  });

  it('tells of an unusual day with what it cost', () => {
    const facts = account([...calm.slice(0, 59), 9000]);
    const found = alerts(catalog, facts).find((alert) => alert.kind === 'unusual_day');
    const { subject, text } = alertMail(format, found!, facts);
    expect(subject).to.equal('Calls <b>: unusual usage on November 20');
    expect(text).to.match(/9,000 calls on November\s20, where [\d,]+ calls would have been usual\./);
    expect(text).to.match(/What goes beyond that costs \$\d+\.\d\d on the next invoice\./);
  });

  it('makes HTML in which no text is markup', () => {
    const facts = account(calm);
    for (const alert of alerts(catalog, facts)) {
      const { html } = alertMail(format, alert, facts);
      expect(html).to.not.include('<b>');
      expect(html).to.match(/^<section lang="en" dir="ltr"><h2>/);
    }
  });

  it('gives the same words and ids for the same facts', () => {
    const mails = [1, 2].map(() => {
      const facts = account(calm);
      return alerts(catalog, facts).map((alert) => [alert.id, alertMail(format, alert, facts)]);
    });
    expect(mails[0]).to.deep.equal(mails[1]);
    expect(mails[0]!.map(([id]) => id)).to.include('acme/2026-11-01/budget/250/forecast');
  });

  it('writes in other words and another language where they are given', () => {
    const facts = account(calm);
    const german = createFormat('de', {
      language: 'de',
      'mail.limit_expected': '{name}: die Grenze von {bound} wird wohl erreicht',
    });
    const found = alerts(catalog, facts).find(
      (alert) => alert.kind === 'limit' && alert.meter === null && alert.by === 'forecast',
    );
    expect(alertMail(german, found!, facts).subject).to.match(/^Budget: die Grenze von 250,00\s\$ wird wohl erreicht$/);
  });
});

describe('forecastMail', () => {
  it('says the expected total, the range, and every line with its steps', () => {
    const facts = account(calm);
    const { subject, text, html } = forecastMail(createFormat('en'), estimate(catalog, facts));
    expect(subject).to.match(/^Next invoice: \$\d+ expected$/);
    // Both ends are where the limit stops usage.
    expect(text).to.include('In 8 of 10 cases about $300.');
    expect(text).to.include('× 0.01');
    expect(html).to.include('<caption>Team &amp; co</caption>');
  });

  it('claims no certainty of what nobody has counted yet', () => {
    const textOf = (edge: Edge) => {
      const { catalog, account } = documentsOf(edge);
      return forecastMail(createFormat('en'), estimate(parseCatalog(catalog), parseAccount(account))).text;
    };
    const exact = /No usage changes it; the invoice itself is final\./;
    expect(textOf({ elapsed: 0, hours: 1, history: null })).not.to.match(exact);
    expect(textOf({ plan: { charges: [] } }))
      .to.match(exact)
      .and.not.to.contain('An estimate from usage');
    expect(textOf({})).to.match(/In 8 of 10 cases between \$\d+ and \$\d+\./);
  });

  it('gives the reason where there is no total', () => {
    const facts = { ...account(calm), currency: 'EUR' };
    const { text } = forecastMail(createFormat('en'), estimate(catalog, facts));
    expect(text).to.match(/^Next invoice: amount not known\n\nThe account is billed in EUR, /);
    expect(text).to.not.include('$0');
  });

  it('gives the reason why there is none before what a total would only leave out', () => {
    const facts = account(calm);
    const known = facts.usage.get('calls')!;
    const { text } = forecastMail(
      createFormat('en'),
      estimate(catalog, { ...facts, usage: new Map([['faxes', known]]) }),
    );
    expect(text).to.include('not known\n\nCalls <b>: usage is not reported');
  });

  it('gives the reason of a plan without a public price', () => {
    const [team] = prices.plans;
    const own = parseCatalog({ ...prices, plans: [{ ...team, contact: true, charges: [] }] });
    const { text, html } = forecastMail(createFormat('en'), estimate(own, account(calm)));
    // An invoice without a line has no item that lacks a price.
    expect(text).to.equal('Next invoice: amount not known\n\nTeam & co has no public price.\n');
    expect(html).not.to.contain('<table');
  });
});
