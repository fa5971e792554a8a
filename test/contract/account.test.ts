import { expect } from 'chai';
import { type ContractIssue, ContractError, parseAccount } from '../../src/contract/index.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import { issuesOf } from './refusal.ts';

const GOOD = {
  version: 1,
  revision: 41,
  as_of: '2026-11-22T09:00:00Z',
  time_zone: 'Europe/Paris',
  currency: 'USD',
  subscription: { plan: 'team', anchor: '2026-01-31' },
};

const UNKNOWN = 'is an unknown field, which may change a price';
const AT_LEAST_0 = 'must be a decimal of at least 0, such as "12.50"';
const INSTANT = 'must be a date or an RFC 3339 instant with its offset';
const period = { start: '2026-10-31', end: '2026-11-30' };
const subscribed = (more: object) => ({ subscription: { ...GOOD.subscription, ...more } });
const used = (more: object) => ({ usage: { calls: { quantity: '1', ...more } } });
const discount = { id: 'd', kind: 'percent', value: '10' };
const credit = { id: 'c', unit: 'USD', balance: '10' };

/** What refuses the whole document: why it is here, the fields, path, message. */
const REFUSALS: readonly [string, object, string, string][] = [
  ['another version', { version: 2 }, 'version', 'must be 1'],
  ['no revision', { revision: undefined }, 'revision', 'is missing'],
  ['half a revision', { revision: 1.5 }, 'revision', 'must be an integer'],
  ['a negative revision', { revision: -1 }, 'revision', 'must be at least 0'],
  ['no instant', { as_of: undefined }, 'as_of', 'is missing'],
  ['an instant without an offset', { as_of: '2026-11-22T09:00:00' }, 'as_of', INSTANT],
  ['an instant in words', { as_of: 'yesterday' }, 'as_of', INSTANT],
  ['an instant as a number', { as_of: 1 }, 'as_of', 'must be a string, such as "1"'],
  ['no time zone', { time_zone: undefined }, 'time_zone', 'is missing'],
  [
    'an unknown time zone',
    { time_zone: 'Europe/Atlantis' },
    'time_zone',
    'must be an IANA time zone such as Europe/Paris',
  ],
  ['an offset as a time zone', { time_zone: '+01:00' }, 'time_zone', 'must be an IANA time zone such as Europe/Paris'],
  ['a currency that is no code', { currency: 'usd' }, 'currency', 'must be an ISO 4217 code such as EUR'],
  ['no subscription', { subscription: undefined }, 'subscription', 'is missing'],
  ['no plan', subscribed({ plan: undefined }), 'subscription.plan', 'is missing'],
  ['a plan by number', subscribed({ plan: 7 }), 'subscription.plan', 'must be a string, such as "7"'],
  ['an own plan without an id', subscribed({ plan: { name: 'Old' } }), 'subscription.plan.id', 'is missing'],
  ['neither anchor nor start', { subscription: { plan: 'team' } }, 'subscription.anchor', 'is missing'],
  ['30 February', subscribed({ anchor: '2026-02-30' }), 'subscription.anchor', INSTANT],
  [
    'an unknown status',
    subscribed({ status: 'paused' }),
    'subscription.status',
    'must be active or trialing or past_due or canceled',
  ],
  [
    'a booked change without an instant',
    subscribed({ scheduled: [{ plan: 'big' }] }),
    'subscription.scheduled.0.at',
    'is missing',
  ],
  [
    'a booked quantity below 0',
    subscribed({ scheduled: [{ at: '2026-12-01', quantities: { editors: '-1' } }] }),
    'subscription.scheduled.0.quantities.editors',
    AT_LEAST_0,
  ],
  [
    'usage by number',
    { usage: { calls: { quantity: 1500.5 } } },
    'usage.calls.quantity',
    'must be a string, such as "1500.5"',
  ],
  ['usage of nothing', { usage: { calls: {} } }, 'usage.calls.quantity', 'is missing'],
  ['usage as a list', { usage: [] }, 'usage', 'must be an object'],
  [
    'usage with an exponent',
    { usage: { calls: { quantity: '1e400' } } },
    'usage.calls.quantity',
    'must be a decimal of up to 18 and 20 digits, such as "12.50"',
  ],
  [
    'over 200 meters',
    { usage: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`m${index}`, { quantity: '1' }])) },
    'usage',
    'exceeds the bound of 200 entries',
  ],
  ['seats in use below 0', used({ active: '-1' }), 'usage.calls.active', AT_LEAST_0],
  ['a provisional count below 0', used({ provisional: '-1' }), 'usage.calls.provisional', AT_LEAST_0],
  ['an event below 0', { usage: { payments: { events: ['5', '-1'] } } }, 'usage.payments.events.1', AT_LEAST_0],
  [
    'over 10,000 events',
    { usage: { payments: { events: Array.from({ length: 10_001 }, () => '1') } } },
    'usage',
    'exceeds the bound of 10000 events',
  ],
  [
    'over 10,000 events in all',
    {
      usage: {
        a: { events: Array.from({ length: 6000 }, () => '1') },
        b: { events: Array.from({ length: 6000 }, () => '1') },
      },
    },
    'usage',
    'exceeds the bound of 10000 events',
  ],
  [
    'over 800 days',
    used({ series: { of: 'levels', from: '2026-01-01', values: Array.from({ length: 801 }, () => '1') } }),
    'usage.calls.series.values',
    'exceeds the bound of 800 entries',
  ],
  [
    'a series of nobody knows what',
    used({ series: { from: '2026-01-01', values: [] } }),
    'usage.calls.series.of',
    'is missing',
  ],
  [
    'a series from an instant',
    used({ series: { of: 'levels', from: '2026-01-01T00:00:00Z', values: [] } }),
    'usage.calls.series.from',
    'must be a date such as 2026-01-31',
  ],
  [
    'a series from no day',
    used({ series: { of: 'levels', from: '2026-04-31', values: [] } }),
    'usage.calls.series.from',
    'must be a date such as 2026-01-31',
  ],
  [
    'a prototype key as a meter',
    JSON.parse('{"usage": {"__proto__": {"quantity": "1"}}}') as object,
    'usage.__proto__',
    'is no id',
  ],
  ['a billed charge without a period', { billed: [{ charge: 'base', amount: '9' }] }, 'billed.0.period', 'is missing'],
  [
    'a period without length',
    { billed: [{ charge: 'base', amount: '9', period: { start: '2026-11-01', end: '2026-11-01' } }] },
    'billed.0.period.end',
    'must be after the start',
  ],
  [
    'a pending item by number',
    { pending_items: [{ id: 'a', amount: 20 }] },
    'pending_items.0.amount',
    'must be a string, such as "20"',
  ],
  [
    'two pending items of one id',
    {
      pending_items: [
        { id: 'a', amount: '1' },
        { id: 'a', amount: '1' },
      ],
    },
    'pending_items.1.id',
    'is there twice',
  ],
  [
    'over 36 past invoices',
    { last_invoices: Array.from({ length: 37 }, () => ({ period, total: '1' })) },
    'last_invoices',
    'exceeds the bound of 36 entries',
  ],
  [
    'a discount over 100 %',
    { discounts: [{ ...discount, value: '150' }] },
    'discounts.0.value',
    'must be at most 100 per cent',
  ],
  ['an unknown field of a discount', { discounts: [{ ...discount, max: '5' }] }, 'discounts.0.max', UNKNOWN],
  ['an unknown field of a commitment', { commitment: { amount: '5', waived: true } }, 'commitment.waived', UNKNOWN],
  ['an unknown field of a credit', { credits: [{ ...credit, rate: '2' }] }, 'credits.0.rate', UNKNOWN],
  ['a balance below 0', { credits: [{ ...credit, balance: '-1' }] }, 'credits.0.balance', AT_LEAST_0],
  [
    'a credit in another currency',
    { credits: [{ ...credit, unit: 'EUR' }] },
    'credits.0.unit',
    "is not the account's currency, USD",
  ],
  ['two credits of one id', { credits: [credit, credit] }, 'credits.1.id', 'is there twice'],
  ['an unknown field of a tax', { tax: { behavior: 'none', exempt: true } }, 'tax.exempt', UNKNOWN],
  [
    'an unknown field of a rate',
    { tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20', cap: '5' }] } } },
    'tax.rates.standard.0.cap',
    UNKNOWN,
  ],
  ['a tax on top without rates', { tax: { behavior: 'exclusive' } }, 'tax.rates.standard', 'is missing'],
  [
    'a tax within prices without rates',
    { tax: { behavior: 'inclusive', rates: { usage: [] } } },
    'tax.rates.standard',
    'is missing',
  ],
  [
    'an unknown kind of tax',
    { tax: { behavior: 'maybe' } },
    'tax.behavior',
    'must be unknown or exclusive or inclusive or none or reverse_charge',
  ],
  [
    'a limit of nothing',
    { limits: [{ id: 'x', effect: 'block' }] },
    'limits.0',
    'must say meter and quantity, or on and amount',
  ],
  [
    'a consent in the wrong measure',
    { limits: [{ on: 'invoice', amount: '5', consent: { quantity: '9', until: '2026-12-01' } }] },
    'limits.0.consent.amount',
    'is missing',
  ],
  [
    'a consent without an end',
    { limits: [{ meter: 'calls', quantity: '5', consent: { quantity: '9' } }] },
    'limits.0.consent.until',
    'is missing',
  ],
];

const read = (more: object = {}, warn?: (issue: ContractIssue) => void): Account =>
  parseAccount({ ...GOOD, ...more }, warn);

describe('parseAccount', () => {
  for (const [why, fields, path, message] of REFUSALS) {
    it(`refuses ${why}`, () => {
      expect(issuesOf(() => read(fields))).to.deep.include({ path, message });
    });
  }

  it('lists every issue, up to 20', () => {
    const events = Array.from({ length: 50 }, () => 1);
    expect(issuesOf(() => read({ revision: null, usage: { a: { events }, b: {} } }))).to.have.length(20);
    expect(() => read({ currency: 1, revision: 'x' })).to.throw(
      ContractError,
      /^account refused: revision: must be an integer \(and 1 more\)$/,
    );
  });

  it('fills in the defaults', () => {
    const { usage, tax, ...rest } = read();
    const midnight = Date.parse('2026-01-31T00:00:00+01:00');
    expect(rest).to.deep.equal({
      id: null,
      version: 1,
      revision: 41,
      asOf: Date.UTC(2026, 10, 22, 9),
      timeZone: 'Europe/Paris',
      currency: 'USD',
      subscription: {
        plan: 'team',
        anchor: midnight,
        startedAt: null,
        status: 'active',
        trialEndsAt: null,
        renewsAt: null,
        endsAt: null,
        addOns: [],
        scheduled: [],
      },
      billed: [],
      pendingItems: [],
      lastInvoices: [],
      discounts: [],
      commitment: null,
      credits: [],
      limits: [],
      liveUrl: null,
      contact: null,
    });
    expect(usage.size).to.equal(0);
    expect({ ...tax, rates: tax.rates.size }).to.deep.equal({ behavior: 'unknown', rounding: 'rate', rates: 0 });
  });

  it('lets bare dates begin in the customer’s own zone, also where a day has no midnight', () => {
    const begin = (time_zone: string, date: string) =>
      read({ time_zone, subscription: { plan: 'team', started_at: date } }).subscription;
    expect(begin('Europe/Paris', '2026-07-01').anchor).to.equal(Date.parse('2026-07-01T00:00:00+02:00'));
    expect(begin('America/New_York', '2026-07-01').startedAt).to.equal(Date.parse('2026-07-01T00:00:00-04:00'));
    expect(begin('Africa/Cairo', '2026-04-24').anchor).to.equal(Date.parse('2026-04-24T01:00:00+03:00'));
    expect(begin('UTC', '2026-07-01T12:30:00.5+02:00').anchor).to.equal(Date.parse('2026-07-01T10:30:00.500Z'));
  });

  it('forgets the zone again: the next document has its own', () => {
    issuesOf(() => read({ currency: 'x' }));
    expect(read({ time_zone: 'UTC' }).subscription.anchor).to.equal(Date.UTC(2026, 0, 31));
  });

  it('reads usage: seats in use, provisional counts, evidence, days and events', () => {
    const usage = {
      editors: { quantity: '8', active: '5' },
      resolved: {
        quantity: '210',
        provisional: '12',
        evidence_url: 'https://example.com/outcomes',
        complete_until: '2026-11-22T08:00:00Z',
      },
      calls: { quantity: '-5.25', series: { of: 'increments', from: '2026-11-20', values: ['4100', null, '-3.5'] } },
      payments: { events: ['100', '40.50'] },
    };
    const account = read({ usage });
    const none = {
      active: null,
      provisional: null,
      evidenceUrl: null,
      completeUntil: null,
      series: null,
      events: null,
    };
    expect(JSON.parse(JSON.stringify(Object.fromEntries(account.usage)))).to.deep.equal({
      editors: { ...none, quantity: '8', active: '5' },
      resolved: {
        ...none,
        quantity: '210',
        provisional: '12',
        evidenceUrl: 'https://example.com/outcomes',
        completeUntil: Date.UTC(2026, 10, 22, 8),
      },
      calls: {
        ...none,
        quantity: '-5.25',
        series: { of: 'increments', fromDay: Date.UTC(2026, 10, 20) / 86_400_000, values: [4100, null, -3.5] },
      },
      payments: { ...none, quantity: '140.5', events: ['100', '40.5'] },
    });
  });

  it('reads the zero of corrections as 0', () => {
    expect(
      read({ usage: { calls: { quantity: '-0' } } })
        .usage.get('calls')
        ?.quantity.toString(),
    ).to.equal('0');
    expect(
      1 /
        (read({ usage: { calls: { quantity: '-0.00' } } })
          .usage.get('calls')
          ?.quantity.toNumber() ?? 1),
    ).to.equal(Infinity);
  });

  it('reads what was billed, what is pending and what was', () => {
    const account = read({
      billed: [{ charge: 'base', amount: '99.00', period, invoice: '118' }],
      pending_items: [
        { id: 'seats', name: '2 editors', amount: '20.80', discountable: false, tax_category: 'usage' },
        { id: 'refund', amount: '-5' },
      ],
      last_invoices: [{ period, total: '377.20', lines: [{ charge: 'calls', quantity: '131000', amount: '226.00' }] }],
    });
    const span = { start: Date.parse('2026-10-31T00:00:00+01:00'), end: Date.parse('2026-11-30T00:00:00+01:00') };
    expect(JSON.parse(JSON.stringify([account.billed, account.pendingItems, account.lastInvoices]))).to.deep.equal([
      [{ charge: 'base', amount: '99', period: span, invoice: '118' }],
      [
        { id: 'seats', name: '2 editors', amount: '20.8', discountable: false, taxCategory: 'usage' },
        { id: 'refund', name: 'refund', amount: '-5', discountable: true, taxCategory: null },
      ],
      [
        {
          id: null,
          plan: null,
          period: span,
          total: '377.2',
          lines: [{ charge: 'calls', name: null, quantity: '131000', amount: '226' }],
        },
      ],
    ]);
  });

  it('reads credits of money and of units, with their order and end', () => {
    const account = read({
      credits: [
        {
          ...credit,
          name: 'Prepaid',
          granted: '100',
          priority: 2,
          expires_at: '2026-12-31',
          granted_at: '2026-01-01',
          source: 'purchased',
          applied: 'before_tax',
          charges: ['calls'],
          when_empty: 'block',
        },
        { id: 'u', unit: 'calls', balance: '5000' },
      ],
    });
    const [money, units] = account.credits;
    expect(money).to.deep.include({
      name: 'Prepaid',
      meter: null,
      priority: 2,
      source: 'purchased',
      applied: 'before_tax',
      charges: ['calls'],
      whenEmpty: 'block',
    });
    expect(money?.expiresAt).to.equal(Date.parse('2026-12-31T00:00:00+01:00'));
    expect(units).to.deep.include({
      name: 'u',
      meter: 'calls',
      priority: 0,
      source: 'granted',
      applied: 'after_tax',
      charges: null,
      whenEmpty: 'bill',
      expiresAt: null,
      grantedAt: null,
      granted: null,
    });
    expect(units).not.to.have.property('unit');
  });

  it('reads limits on meters and on the invoice, with what was consented', () => {
    const { limits } = read({
      limits: [
        {
          meter: 'calls',
          quantity: '1000',
          effect: 'block',
          set_by: 'company',
          consent_wanted: true,
          consent: { quantity: '2000', until: '2026-12-01' },
          thresholds: ['500'],
        },
        { id: 'budget', on: 'invoice', amount: '1200', thresholds_pct: ['90'] },
      ],
    });
    const until = Date.parse('2026-12-01T00:00:00+01:00');
    expect(JSON.parse(JSON.stringify(limits))).to.deep.equal([
      {
        id: 'calls',
        meter: 'calls',
        at: '1000',
        effect: 'block',
        thresholdsPct: ['80', '100'],
        thresholds: ['500'],
        setBy: 'company',
        consent: { at: '2000', until },
        consentWanted: true,
      },
      {
        id: 'budget',
        meter: null,
        at: '1200',
        effect: 'notify',
        thresholdsPct: ['90'],
        thresholds: [],
        setBy: 'customer',
        consent: null,
        consentWanted: false,
      },
    ]);
  });

  it('reads taxes by category', () => {
    const rates = {
      standard: [
        { name: 'GST', rate_pct: '5' },
        { name: 'QST', rate_pct: '9.975', compound: true },
      ],
      exempt: [],
    };
    const { tax } = read({ tax: { behavior: 'inclusive', rounding: 'invoice', rates } });
    expect(tax.rounding).to.equal('invoice');
    expect(JSON.parse(JSON.stringify([...tax.rates]))).to.deep.equal([
      [
        'standard',
        [
          { name: 'GST', ratePct: '5', compound: false },
          { name: 'QST', ratePct: '9.975', compound: true },
        ],
      ],
      ['exempt', []],
    ]);
  });

  it('reads a plan of the account’s own, and names what is wrong inside it', () => {
    const own = { id: 'old', name: 'Old Team', charges: [{ id: 'base', model: 'flat', amount: '49' }] };
    const { plan } = read(subscribed({ plan: own })).subscription;
    expect(plan).to.deep.include({ id: 'old', name: 'Old Team', problems: [] });
    const broken = read(subscribed({ plan: { ...own, charges: [{ id: 'base', model: 'magic' }] } })).subscription.plan;
    expect((broken as { problems: unknown }).problems).to.deep.equal([
      { path: 'charges.0.model', message: 'must be flat or per_unit or graduated or volume or stairstep or per_event' },
    ]);
  });

  it('reads booked changes, add-ons and the ends of things', () => {
    const { subscription } = read(
      subscribed({
        status: 'trialing',
        trial_ends_at: '2026-12-01',
        ends_at: '2027-01-01',
        renews_at: '2026-12-31',
        add_ons: ['sso'],
        scheduled: [{ at: '2026-12-31', plan: 'big', quantities: { editors: '9' } }],
      }),
    );
    expect(subscription).to.deep.include({
      status: 'trialing',
      addOns: ['sso'],
      trialEndsAt: Date.parse('2026-12-01T00:00:00+01:00'),
    });
    expect(
      subscription.scheduled.map(({ plan, quantities }) => [plan, String(quantities.get('editors'))]),
    ).to.deep.equal([['big', '9']]);
  });

  it('ignores unknown fields where they cannot change a price', () => {
    const account = read({
      segment: 'smb',
      ...subscribed({ seats: 7 }),
      usage: { calls: { quantity: '1', color: 'crimson' } },
      credits: [{ ...credit, x_note: 1 }],
    });
    expect(JSON.stringify([account, [...account.usage]]))
      .not.to.contain('smb')
      .and.not.to.contain('crimson')
      .and.not.to.contain('x_note');
  });

  it('names the stream of its updates', () => {
    expect(read({ live: { url: '/billing/live' } }).liveUrl).to.equal('/billing/live');
    expect(read({ live: null }).liveUrl).to.equal(null);
  });

  it('leaves out links that lead nowhere good, and says so', () => {
    const warnings: ContractIssue[] = [];
    const usage = {
      a: { quantity: '1', evidence_url: 'data:text/html,x' },
      'b.c': { quantity: '2', evidence_url: '/ok' },
    };
    const account = read({ usage, live: { url: 'javascript:0' }, contact: 'mailto:help@example.com' }, (issue) =>
      warnings.push(issue),
    );
    expect([...account.usage.values()].map(({ evidenceUrl }) => evidenceUrl)).to.deep.equal([null, '/ok']);
    expect([account.liveUrl, account.contact]).to.deep.equal([null, 'mailto:help@example.com']);
    expect(warnings.map(({ path }) => path)).to.deep.equal(['usage.a.evidence_url', 'live.url']);
  });

  it('refuses at once what is deeper than any stack, or has no end of errors', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    for (const field of Object.keys(GOOD))
      expect(
        issuesOf(() => read({ [field]: deep })),
        field,
      ).not.to.be.empty;
    expect(read({ x_deep: deep, other: deep }).revision).to.equal(41);
    const values = Array.from({ length: 800 }, () => 1);
    const usage = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `m${index}`,
        { quantity: '1', series: { of: 'levels', from: '2026-01-01', values } },
      ]),
    );
    const start = performance.now();
    expect(issuesOf(() => read({ usage }))[0]).to.deep.equal({
      path: 'usage.m0.series.values.0',
      message: 'must be a string, such as "1"',
    });
    expect(performance.now() - start).to.be.below(5000);
  });

  it('freezes what it hands out', () => {
    const account = read({ usage: { calls: { quantity: '1' } } });
    expect(
      [account, account.subscription, account.credits, account.usage.get('calls')].every((value) =>
        Object.isFrozen(value),
      ),
    ).to.equal(true);
  });
});
