import { expect } from 'chai';
import '../../src/elements/invoice-forecast/index.ts';
import type { InvoiceForecast } from '../../src/elements/invoice-forecast/index.ts';
import { printElements } from '../../src/elements/invoice-forecast/print-elements.ts';
import type { QuestionEvent, ScenarioInputEvent } from '../../src/elements/events.ts';
import { ariaSnapshot } from '../support/commands.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';

type Json = Readonly<Record<string, unknown>>;

const MONTH = { unit: 'month', count: 1 };
const flat = (id: string, amount: string, more: Json = {}): Json => ({ id, name: id, model: 'flat', amount, ...more });
const calls = (more: Json): Json => ({ id: 'calls', name: 'API calls', meter: 'calls', model: 'graduated', ...more });
const plan = (id: string, more: Json): Json => ({
  id,
  family: id,
  name: id,
  rank: 1,
  interval: MONTH,
  charges: [],
  ...more,
});

/** On the last instant of the period nothing more is expected: 8,000 calls and 5 editors. */
const LAST = { as_of: '2026-11-30T22:59:59.999Z' };

async function show(account: Json | null = exampleAccount(LAST), catalog: Json = exampleCatalog()) {
  const widget = fixture('<pb-invoice-forecast></pb-invoice-forecast>').querySelector('pb-invoice-forecast')!;
  Object.assign(widget, { locale: 'en-GB', catalog, account });
  await widget.updateComplete;
  return widget;
}

const root = (widget: InvoiceForecast) => widget.shadowRoot!;
const wordsOf = (element: Element | null | undefined) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const words = (widget: InvoiceForecast, selector = '.frame') => wordsOf(root(widget).querySelector(selector));
const all = <Found extends Element = HTMLElement>(widget: InvoiceForecast, selector: string) => [
  ...root(widget).querySelectorAll<Found>(selector),
];
const rows = (widget: InvoiceForecast) =>
  all(widget, '[part~=invoice] tbody tr').map((row) =>
    [...row.children]
      .map(wordsOf)
      .join(' | ')
      .replace(/ +/g, ' ')
      .replace(/\s*–\s*/g, '–')
      .trim(),
  );
const button = (widget: InvoiceForecast, name: string) =>
  all<HTMLButtonElement>(widget, 'button').find((one) => wordsOf(one) === name || one.ariaLabel === name)!;

async function press(widget: InvoiceForecast, name: string) {
  button(widget, name).click();
  await widget.updateComplete;
}

async function choose(widget: InvoiceForecast, selector: string, value: string) {
  const control = root(widget).querySelector<HTMLSelectElement>(selector)!;
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await widget.updateComplete;
}

async function pick(widget: InvoiceForecast, name: string) {
  all<HTMLInputElement>(widget, 'label')
    .find((label) => wordsOf(label) === name)!
    .querySelector('input')!
    .click();
  await widget.updateComplete;
}

async function slide(widget: InvoiceForecast, meter: string, position: number) {
  const slider = root(widget).querySelector<HTMLInputElement>(`.quantity [aria-label="${meter}"]`)!;
  slider.value = String(position);
  slider.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await widget.updateComplete;
}

describe('<pb-invoice-forecast>', () => {
  afterEach(removeFixtures);

  describe('at the head', () => {
    it('says plan, period, day, the expected total in whole units, and at which rate', async () => {
      const widget = await show();
      expect(words(widget, 'h2')).to.equal('Team');
      expect(words(widget, '.head')).to.contain('November 2026').and.to.contain('day 30 of 30');
      expect(words(widget, '[part=total]')).to.equal('US$240');
      expect(words(widget, '[part=total] .currency')).to.equal('US$');
      expect(words(widget, '.head')).to.contain('expected on 1 December').and.to.contain('at the current rate');
      expect(words(widget, '.head')).to.contain('US$240.00 so far');
    });

    it('expects the first invoice after a trial when that is due', async () => {
      const subscription = {
        plan: 'team',
        anchor: '2026-11-15',
        started_at: '2026-11-15',
        status: 'trialing',
        trial_ends_at: '2026-11-29',
      };
      const widget = await show(exampleAccount({ subscription }));
      expect(words(widget, '.head')).to.contain('expected on 29 November');
      expect(rows(widget)).to.include('Total in USD | Due on 29 November | 100.00');
    });

    it('names and draws no period of a trial, which may well end after it', async () => {
      const subscription = {
        plan: 'team',
        anchor: '2026-11-01',
        started_at: '2026-11-01',
        status: 'trialing',
        trial_ends_at: '2027-01-10',
      };
      const widget = await show(exampleAccount({ subscription }));
      expect(words(widget, '.head')).to.contain('expected on 10 January').and.to.contain('Trial until 10 January 2027');
      expect(words(widget, '.head')).not.to.match(/November|day \d/);
      expect(all(widget, '.cost-chart')).to.deep.equal([]);
      expect(rows(widget)).to.include('Total in USD | Due on 10 January | 100.00');
    });

    it('gives the likely range where there is one, and then names no rate', async () => {
      const values = Array.from({ length: 90 }, (_, day) => String(300 + 40 * (day % 7) + 13 * (day % 5)));
      const usage = {
        calls: { quantity: '8000', series: { of: 'increments', from: '2026-08-25', values } },
        editors: { quantity: '5' },
      };
      const widget = await show(exampleAccount({ usage }));
      expect(words(widget, '[part=range]')).to.match(/^likely US\$\d+ ?– ?(US\$)?\d+$/);
      expect(words(widget, '.head')).not.to.contain('at the current rate');
      expect(rows(widget).at(-1), 'the mean reads like the total').to.match(/^Due|^Total/);
    });

    it('names the difference between the mean of the futures and the invoice at the expected quantities', async () => {
      const values = Array.from({ length: 90 }, (_, day) => String(200 + 300 * (day % 3)));
      const series = { of: 'increments', from: '2026-08-25', values };
      const tiers = [
        { up_to: '12000', unit_amount: '0' },
        { up_to: null, unit_amount: '1' },
      ];
      const widget = await show(
        exampleAccount({ usage: { calls: { quantity: '8000', series } } }),
        exampleCatalog({ plans: [plan('team', { charges: [calls({ tiers })] })] }),
      );
      expect(rows(widget).at(-1)).to.match(/^Usage is uncertain: on average the total is higher by \| [\d,.]+$/);
    });

    it('says how it differs from the last invoice, and opened, why', async () => {
      const last_invoices = [
        {
          id: 'A-1',
          plan: 'team',
          period: { start: '2026-10-01', end: '2026-11-01' },
          total: '205.90',
          lines: [
            { charge: 'fee', amount: '100.00' },
            { charge: 'calls', quantity: '4590', amount: '45.90' },
            { charge: 'editors', quantity: '5', amount: '60.00' },
          ],
        },
      ];
      const widget = await show(exampleAccount({ ...LAST, last_invoices }));
      expect(words(widget, '[part=change] summary')).to.equal('US$34.10 more than the last invoice');
      expect(words(widget, '[part=change] dl')).to.equal('Usage +US$34.10');
    });

    it('says what is due after credits', async () => {
      const credits = [{ id: 'g', name: 'Goodwill', unit: 'USD', balance: '15', source: 'goodwill' }];
      const widget = await show(exampleAccount({ ...LAST, credits }));
      expect(words(widget, '.head')).to.contain('US$225.00 due after credits');
    });

    const standings: readonly [what: string, account: Json, words: string][] = [
      [
        'that nothing is used yet',
        { usage: { calls: { quantity: '0' }, editors: { quantity: '0' } } },
        'Nothing used since 1 November; as it is, you pay US$100.00.',
      ],
      [
        'a trial',
        {
          subscription: {
            plan: 'team',
            anchor: '2026-11-01',
            started_at: '2026-11-01',
            status: 'trialing',
            trial_ends_at: '2026-12-05',
          },
        },
        'Trial until 5 December 2026; what is used until then is free.',
      ],
      [
        'a change that is booked',
        {
          subscription: {
            plan: 'team',
            anchor: '2026-11-01',
            status: 'active',
            scheduled: [{ at: '2026-12-01', plan: 'starter', quantities: { editors: '3' } }],
          },
        },
        'From 1 December 2026 on: Starter.',
      ],
      [
        'a cancellation',
        { subscription: { plan: 'team', anchor: '2026-11-01', status: 'active', ends_at: '2026-12-01' } },
        'The subscription ends on 1 December 2026.',
      ],
      [
        'a cancellation that has come about',
        { subscription: { plan: 'team', anchor: '2026-11-01', status: 'canceled', ends_at: '2026-11-15' } },
        'The subscription ended on 15 November 2026.',
      ],
      [
        'a payment that is overdue',
        { subscription: { plan: 'team', anchor: '2026-11-01', status: 'past_due' } },
        'A payment is overdue.',
      ],
      [
        'a budget that is passed, and that it stops nothing',
        { limits: [{ id: 'b', on: 'invoice', amount: '200.00', effect: 'notify' }] },
        'The invoice: over the limit of US$200.00. It notifies, nothing stops.',
      ],
      [
        'a budget below a commitment',
        {
          commitment: { amount: '500.00' },
          limits: [{ id: 'b', on: 'invoice', amount: '400.00', effect: 'block' }],
        },
        'The invoice: above the limit of US$400.00, whatever is used.',
      ],
      [
        'a budget below a commitment that stops nothing',
        {
          commitment: { amount: '500.00' },
          limits: [{ id: 'b', on: 'invoice', amount: '400.00', effect: 'notify' }],
        },
        'The invoice: above the limit of US$400.00, whatever is used. It notifies, nothing stops.',
      ],
      [
        'what a budget stops below a commitment',
        {
          as_of: '2026-11-15T09:00:00Z',
          usage: {
            calls: {
              quantity: '5600',
              series: { of: 'increments', from: '2026-09-01', values: Array.from({ length: 75 }, () => '400') },
            },
            editors: { quantity: '5' },
          },
          commitment: { amount: '500.00' },
          limits: [{ id: 'b', on: 'invoice', amount: '230.00', effect: 'block' }],
        },
        'The invoice: stops at the limit of US$230.00; US$50.07 beyond it would not be served.',
      ],
      [
        'a limit that is just reached, and not passed',
        { limits: [{ id: 'c', meter: 'calls', quantity: '8000', effect: 'notify' }] },
        'API calls: just at the limit of 8,000 calls. It notifies, nothing stops.',
      ],
      [
        'a hard limit that is reached',
        { limits: [{ id: 'c', meter: 'calls', quantity: '8000', effect: 'block' }] },
        'API calls: stopped at the limit of 8,000 calls.',
      ],
    ];
    for (const [what, account, sentence] of standings) {
      it(`says ${what}`, async () => {
        const widget = await show(exampleAccount({ ...LAST, ...account }));
        expect(words(widget, '[part=standings]')).to.contain(sentence);
      });
    }

    describe('of prices that follow', () => {
      const usageOf = (perCall: string, perEditor: string) => [
        calls({ model: 'per_unit', unit_amount: perCall }),
        { id: 'editors', name: 'Editors', meter: 'editors', model: 'per_unit', unit_amount: perEditor },
      ];
      const next = (fee: string, more: Json = {}) =>
        exampleCatalog({
          plans: [plan('team', { charges: [flat('Fee', fee), ...usageOf('0.01', '12')], ...more })],
          effective_from: '2027-01-01T00:00:00+01:00',
        });
      const showNext = (following: object, account: Json = {}) =>
        show(exampleAccount({ ...LAST, ...account }), exampleCatalog({ next: following }));

      it('says what they make of these quantities, with tax', async () => {
        const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } };
        expect(words(await showNext(next('110'), { tax }), '[part=standings]')).to.equal(
          'New prices from 1 January 2027 on. At these quantities Team costs US$12.00 a month more.',
        );
        expect(words(await showNext(next('70')), '[part=standings]')).to.equal(
          'New prices from 1 January 2027 on. At these quantities Team costs US$30.00 a month less.',
        );
      });

      it('says that nothing changes, or only that there are such where their amount is not known', async () => {
        expect(words(await showNext(next('100')), '[part=standings]')).to.equal(
          'New prices from 1 January 2027 on. At these quantities Team costs the same.',
        );
        const quarterly = next('300', { interval: { unit: 'month', count: 3 } });
        const limited = [{ id: 'c', meter: 'calls', quantity: '7000', effect: 'block' }];
        for (const unknown of [next('110', { id: 'other' }), quarterly, next('110', { limits: limited })]) {
          expect(words(await showNext(unknown), '[part=standings]')).to.equal('New prices from 1 January 2027 on.');
        }
      });

      it('names no amount at quantities that are not on the invoice, as a limit or credit of the customer’s stops them', async () => {
        const limit = { id: 'c', meter: 'calls', quantity: '9000', effect: 'block' };
        const wallet = { id: 'w', unit: 'USD', balance: '250', when_empty: 'block' };
        const standingsOf = async (account: Json) =>
          words(await show(exampleAccount(account), exampleCatalog({ next: next('110') })), '[part=standings]');
        expect(await standingsOf({})).to.contain('At these quantities');
        for (const stopped of [{ limits: [limit] }, { credits: [wallet] }]) {
          const said = await standingsOf(stopped);
          expect(said).to.contain('New prices from 1 January 2027 on.');
          expect(said).not.to.contain('At these quantities');
        }
      });

      it('says nothing of them to who has left the plan by then, or has prices of their own', async () => {
        const subscription = { plan: 'team', anchor: '2026-11-01', status: 'active' };
        for (const left of [
          { ends_at: '2027-01-01' },
          { scheduled: [{ at: '2026-12-01', plan: 'starter' }] },
          { plan: plan('old', { charges: [flat('Fee', '90')] }) },
        ]) {
          const widget = await showNext(next('110'), { subscription: { ...subscription, ...left } });
          expect(words(widget)).not.to.contain('New prices');
        }
      });

      it('says what they make of a plan that is tried out, also to who leaves the own', async () => {
        const subscription = { plan: 'team', anchor: '2026-11-01', status: 'active', ends_at: '2026-12-01' };
        const following = next('10', {
          id: 'starter',
          name: 'Starter',
          charges: [flat('Fee', '20'), ...usageOf('0.01', '0')],
        });
        const widget = await showNext(following, { subscription });
        await choose(widget, 'select', 'starter');
        expect(words(widget, '[part=standings]')).to.contain(
          'At these quantities Starter costs US$70.00 a month less.',
        );
      });
    });

    it('says what a hard limit ahead would not serve, and prices no more than it', async () => {
      const limits = [{ id: 'c', meter: 'calls', quantity: '9000', effect: 'block' }];
      const widget = await show(exampleAccount({ limits }));
      expect(words(widget, '[part=standings]')).to.match(
        /^API calls: stops at the limit of 9,000 calls; \d,\d{3} calls beyond it would not be served\.$/,
      );
      expect(rows(widget)).to.include('API calls | 9,000 calls | 90.00');
      expect(words(widget, '.quantity')).to.contain('Priced at 9,000 calls: more would not be served.');
    });

    it('does not say of a limit that it comes where few futures reach it, though their mean is beyond', async () => {
      for (const effect of ['block', 'notify']) {
        const limits = [{ id: 'c', meter: 'calls', quantity: '11800', effect }];
        const widget = await show(exampleAccount({ limits }));
        const { snapshot } = widget;
        const [limit] = snapshot.status === 'ready' ? snapshot.estimate.limits : [];
        expect(limit!.expected!.gt(limit!.bound)).to.equal(true);
        expect(limit!.chance).to.be.within(0.3, 0.45);
        expect(all(widget, '[part=standings]')).to.deep.equal([]);
      }
    });

    it('has no total where a meter is not reported, and says why', async () => {
      const widget = await show(exampleAccount({ ...LAST, usage: { editors: { quantity: '5' } } }));
      expect(words(widget, '.head')).to.contain('The total is not known.');
      expect(words(widget, '[part=notice]')).to.contain('API calls: usage is not reported, so it has no price here.');
      expect(rows(widget)).to.include('API calls | usage is not reported | not known');
      expect(rows(widget)).to.include('Total in USD | not known, as an item has no price |');
      expect(all(widget, '.figure, [part=total], [part=chart]')).to.deep.equal([]);
    });

    it('shows no plan in place of one that nobody knows, and lets any be chosen', async () => {
      const subscription = { plan: 'legacy', anchor: '2026-11-01', status: 'active' };
      const widget = await show(exampleAccount({ ...LAST, subscription }));
      expect(words(widget, 'h2')).to.equal('Invoice forecast');
      expect(words(widget)).to.contain('“legacy” is not in the price list');
      expect(all(widget, '.quantity, .segments, .add-ons').map(wordsOf).join()).not.to.match(/Monthly|API calls/);
      const select = root(widget).querySelector<HTMLSelectElement>('.plan select')!;
      expect(select.value).to.equal('');
      await choose(widget, '.plan select', 'starter');
      expect(words(widget, 'h2')).to.equal('Starter');
      expect(select.value).to.equal('starter');
      await press(widget, 'Reset');
      expect(select.value).to.equal('');
    });

    it('leads to whoever knows the price of a plan without a public one', async () => {
      const widget = await show(exampleAccount(LAST), exampleCatalog({ contact: 'https://example.com/sales' }));
      await choose(widget, 'select', 'enterprise');
      expect(words(widget, '.head')).to.contain('Enterprise has no public price.');
      expect(root(widget).querySelector<HTMLAnchorElement>('.head a')!.href).to.equal('https://example.com/sales');
      expect(all(widget, '[part=invoice]')).to.deep.equal([]);
    });

    it('shows no total where currencies differ', async () => {
      const widget = await show(exampleAccount({ ...LAST, currency: 'EUR' }));
      expect(words(widget)).to.contain('no total is shown');
      expect(all(widget, '.figure')).to.deep.equal([]);
    });

    it('writes a small total exactly, as whole units would say nothing', async () => {
      const charges = [flat('Fee', '0.35')];
      const widget = await show(
        exampleAccount({ ...LAST, usage: {} }),
        exampleCatalog({ plans: [plan('team', { charges })] }),
      );
      expect(words(widget, '[part=total]')).to.equal('US$0.35');
    });
  });

  it('hides days between the first and the last where they are long and there is little room', async () => {
    const days = async (locale: string) => {
      const widget = await show(exampleAccount());
      widget.locale = locale;
      await widget.updateComplete;
      return all(widget, '.plot .x').map((one) => `${wordsOf(one)}${one.matches('.minor') ? ' -' : ''}`);
    };
    expect(await days('en')).to.deep.equal(['Nov 1', '8 -', '15', '22 -', '30']);
    expect(await days('pt')).to.deep.equal(['1 de nov.', '8 -', '15 -', '22 -', '30']);
  });

  describe('what if', () => {
    it('prices one slider step once, renders once, and says it in an event that has the new total', async () => {
      const widget = await show();
      let updates = 0;
      const update = Reflect.get(widget, 'updated') as (this: unknown, ...changes: unknown[]) => void;
      Reflect.set(widget, 'updated', function (this: unknown, ...changes: unknown[]) {
        updates += 1;
        update.apply(this, changes);
      });
      const totals: (string | undefined)[] = [];
      widget.addEventListener('pb-scenario-input', (event: ScenarioInputEvent) =>
        totals.push(event.estimate.invoice.total?.toFixed(2)),
      );
      await slide(widget, 'Editors', 1);
      expect(updates).to.equal(1);
      expect(totals).to.have.length(1);
      expect(rows(widget).at(-1)).to.equal(`Total in USD | Due on 1 December | ${totals[0]}`);
    });

    it('says the difference to how it is, and lets go of one quantity', async () => {
      const widget = await show();
      expect(button(widget, 'Reset Editors').disabled).to.equal(true);
      const field = root(widget).querySelector<HTMLInputElement>('#quantity-editors')!;
      field.value = '7';
      field.dispatchEvent(new InputEvent('input'));
      await widget.updateComplete;
      expect(words(widget, '.head'))
        .to.contain('US$24.00 more than without the change')
        .and.to.contain('at these quantities');
      await press(widget, 'Reset Editors');
      expect(words(widget, '.head')).to.contain('the same as without the change');
      expect(field.value).to.equal('5');
    });

    it('keeps the focus where a field goes with its meter', async () => {
      const widget = await show();
      root(widget).querySelector<HTMLElement>('#quantity-editors')!.focus();
      widget.catalog = exampleCatalog({ plans: [plan('team', { charges: [flat('fee', '100')] })] });
      await widget.updateComplete;
      expect(root(widget).querySelector('#quantity-editors')).to.equal(null);
      expect(root(widget).activeElement).to.equal(root(widget).querySelector('.frame'));
    });

    it('starts from scratch at an example, goes back to the current rate, and resets', async () => {
      const widget = await show();
      await pick(widget, 'From scratch');
      await press(widget, 'Busy month');
      expect(rows(widget)).to.include('API calls | 50,000 calls | 500.00');
      await pick(widget, 'Current rate');
      expect(rows(widget)).to.include('API calls | 8,000 calls | 80.00');
      expect(button(widget, 'Reset').disabled).to.equal(true);
      await choose(widget, 'select', 'starter');
      await press(widget, 'Reset');
      expect(words(widget, 'h2')).to.equal('Team');
      expect(root(widget).querySelector('select')!.value).to.equal('team');
    });

    it('prices a regular month on another plan, and what is due now', async () => {
      const plans = [
        plan('team', {
          name: 'Team',
          proration: { unit: 'day' },
          charges: [flat('fee', '30.00', { timing: 'in_advance' })],
        }),
        plan('scale', {
          name: 'Scale',
          proration: { unit: 'day' },
          charges: [flat('fee', '90.00', { timing: 'in_advance' })],
        }),
      ];
      const billed = [
        { charge: 'fee', amount: '30.00', period: { start: '2026-11-01', end: '2026-12-01' }, invoice: 'A-1' },
      ];
      const widget = await show(exampleAccount({ usage: {}, billed }), exampleCatalog({ plans }));
      await choose(widget, 'select', 'scale');
      expect(words(widget, '.head')).to.contain('in a regular month on Scale');
      expect(words(widget, '.due-now')).to.equal('Due now US$18.00 in a regular month on Scale US$90.00');
      expect(all(widget, 'caption').map(wordsOf)).to.deep.equal(['Due now', 'A regular invoice at these quantities']);
      expect(rows(widget).slice(0, 3)).to.deep.equal([
        'fee | unused time: 22–30 November 2026 | -9.00',
        'fee | rest of the period: 22–30 November 2026 | 27.00',
        'Total in USD | Due on 22 November | 18.00',
      ]);
    });

    it('offers a plan of its own family beside a grandfathered one, and each interval once', async () => {
      const [, team] = exampleCatalog().plans;
      const yearly = { ...team, id: 'team_year', interval: { unit: 'year', count: 1 } };
      const subscription = { ...exampleAccount().subscription, plan: { ...team, id: 'team_2023', name: 'Team 2023' } };
      const widget = await show(exampleAccount({ ...LAST, subscription }), exampleCatalog({ plans: [team, yearly] }));
      const options = () => all(widget, 'select option').map(wordsOf);
      const intervals = () => all(widget, '.what-if .segments label').map(wordsOf).slice(-2).join(' ');
      expect(options().toSorted()).to.deep.equal(['Team', 'Team 2023, your plan']);
      expect(intervals()).to.equal('Monthly Yearly');
      await choose(widget, 'select', 'team');
      expect(intervals()).to.equal('Monthly Yearly');
      await choose(widget, 'select', 'team_2023');
      expect(root(widget).querySelector('select')!.value).to.equal('team_2023');
    });

    it('chooses month or year where a family has both', async () => {
      const yearly = plan('team_year', {
        name: 'Team',
        family: 'team',
        interval: { unit: 'year', count: 1 },
        charges: [flat('fee', '1000'), calls({ interval: MONTH, tiers: [{ up_to: null, unit_amount: '0.01' }] })],
      });
      const widget = await show(exampleAccount(LAST), exampleCatalog({ plans: [exampleCatalog().plans[1], yearly] }));
      expect(all(widget, 'option').map(wordsOf)).to.deep.equal(['Team, your plan']);
      await pick(widget, 'Yearly');
      expect(words(widget, '.head')).to.contain('in a regular year on Team');
      expect(rows(widget)).to.include('API calls | 8,000 calls; billed 12 times | 960.00');
    });

    it('switches add-ons', async () => {
      const charges = [flat('fee', '30.00'), flat('Audit log', '20.00', { optional: true })];
      const widget = await show(
        exampleAccount({ ...LAST, usage: {} }),
        exampleCatalog({ plans: [plan('team', { charges })] }),
      );
      await pick(widget, 'Audit log');
      expect(words(widget, '[part=total]')).to.equal('US$50');
      await pick(widget, 'Audit log');
      expect(words(widget, '[part=total]')).to.equal('US$30');
    });

    it('says a word before a jump', async () => {
      const charges = [
        {
          id: 'editors',
          name: 'Editors',
          meter: 'editors',
          model: 'stairstep',
          beyond_last: 'not_sold',
          tiers: [
            { up_to: '5', flat_amount: '20' },
            { up_to: '25', flat_amount: '68' },
          ],
        },
      ];
      const usage = { editors: { quantity: '5' } };
      const widget = await show(
        exampleAccount({ ...LAST, usage }),
        exampleCatalog({ plans: [plan('team', { charges })] }),
      );
      expect(words(widget, '.quantity')).to.contain('With 6 editors: +US$48.00, then room up to 25.');
    });

    it('says none where the invoice has no such line: what is paid in advance ends with the subscription', async () => {
      const seats = { id: 'editors', name: 'Editors', meter: 'editors', model: 'per_unit', unit_amount: '12' };
      const catalog = exampleCatalog({ plans: [plan('team', { charges: [{ ...seats, timing: 'in_advance' }] })] });
      const subscription = { plan: 'team', anchor: '2026-11-01', ends_at: '2026-12-01' };
      const going = await show(exampleAccount(LAST), catalog);
      expect(words(going, '.quantity')).to.contain('With 6 editors: +US$12.00.');
      const billed = [{ charge: 'editors', amount: '60.00', period: { start: '2026-11-01', end: '2026-12-01' } }];
      const ending = await show(exampleAccount({ ...LAST, subscription, billed }), catalog);
      expect(words(ending, '.quantity')).not.to.contain('With 6');
    });

    it('lets the visitor set the parts of a pool, and not their sum', async () => {
      const meters = [
        { id: 'chats', name: 'Chats', unit: { other: 'chats' } },
        { id: 'images', name: 'Images', unit: { other: 'images' } },
        {
          id: 'pool',
          name: 'Pool',
          unit: { other: 'credits' },
          sum_of: [{ meter: 'chats' }, { meter: 'images', multiply_by: '10' }],
        },
      ];
      const charges = [{ id: 'pool', name: 'AI', meter: 'pool', model: 'per_unit', unit_amount: '0.01' }];
      const usage = { chats: { quantity: '100' }, images: { quantity: '10' } };
      const widget = await show(
        exampleAccount({ ...LAST, usage }),
        exampleCatalog({ meters, examples: [], plans: [plan('team', { charges })] }),
      );
      expect(all(widget, '.quantity label').map(wordsOf)).to.deep.equal(['Chats', 'Images']);
    });

    it('starts at the first example where there is no account', async () => {
      const widget = await show(null);
      expect(words(widget, '[part=total]')).to.equal('US$30');
      expect(words(widget, '.head')).to.contain('in a regular month on Starter');
      expect(all(widget, '[part=chart]')).to.deep.equal([]);
      expect(all(widget, '.examples button').map(wordsOf)).to.deep.equal(['Small team', 'Busy month']);
      expect(rows(widget).at(-1)).to.equal('Tax may be added.');
    });
  });

  describe('its invoice', () => {
    const tiers = [
      { up_to: '5000', unit_amount: '0' },
      { up_to: null, unit_amount: '0.00125' },
    ];
    const graduated = exampleCatalog({
      contact: 'https://example.com/help',
      plans: [plan('team', { charges: [calls({ tiers, description: 'All regions.' })] })],
    });
    const usage = { calls: { quantity: '8001' } };

    it('is a table with a caption, heads, and a line per charge', async () => {
      const widget = await show();
      expect(rows(widget)).to.deep.equal([
        'Platform fee | | 100.00',
        'API calls | 8,000 calls | 80.00',
        'Editors | 5 editors | 60.00',
        'Total in USD | Due on 1 December | 240.00',
      ]);
      expect(words(widget, 'caption')).to.equal('Invoice at these quantities');
      expect(all(widget, 'thead th').map(wordsOf)).to.deep.equal(['Item', 'How', 'Amount in USD']);
    });

    it('opens a line to its steps and notes, and closes it', async () => {
      const widget = await show(exampleAccount({ ...LAST, usage }), graduated);
      expect(button(widget, 'API calls').getAttribute('aria-expanded')).to.equal('false');
      await press(widget, 'API calls');
      expect(button(widget, 'API calls').getAttribute('aria-expanded')).to.equal('true');
      expect(rows(widget).slice(0, 3)).to.deep.equal([
        'API calls | 8,001 calls | 3.75',
        'first 5,000 | included | 0.00',
        'last 3,001 | × 0.00125 = 3.75125 you are here | 3.75',
      ]);
      const notes = wordsOf(all(widget, '.step').at(-1));
      expect(notes).to.contain('All regions.').and.to.contain('Exactly 3.75125, rounded to 3.75.');
      await press(widget, 'API calls');
      expect(all(widget, '.step')).to.deep.equal([]);
    });

    it('asks about one line, and follows the contact only if nobody else answers', async () => {
      const widget = await show(exampleAccount({ ...LAST, usage }), graduated);
      await press(widget, 'API calls');
      const link = root(widget).querySelector<HTMLAnchorElement>('[part=question]')!;
      expect(link.href).to.equal('https://example.com/help');
      let asked: QuestionEvent | undefined;
      widget.addEventListener('pb-question', (event) => {
        asked = event;
        event.preventDefault();
      });
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      expect(link.dispatchEvent(click)).to.equal(false);
      expect(asked?.line.id).to.equal('calls');
      expect(asked?.estimate.invoice.lines).to.include(asked?.line);
    });

    it('offers no question where nobody is named to answer', async () => {
      const widget = await show();
      await press(widget, 'API calls');
      expect(all(widget, '[part=question]')).to.deep.equal([]);
    });

    it('stays a table in a narrow container', async function () {
      // Only Chromium's tooling shows the tree.
      if (!navigator.userAgent.includes('Chrome')) this.skip();
      const widget = await show();
      widget.parentElement!.style.inlineSize = '320px';
      widget.id = 'narrow';
      const tree = await ariaSnapshot('#narrow');
      expect(tree).to.contain('table "Invoice at these quantities"');
      expect(tree).to.match(/row "API calls 8,000 calls 80\.00"/);
      expect(tree).to.contain('rowheader "API calls"');
      expect(root(widget).querySelector('.frame')!.scrollWidth).to.be.at.most(320);
    });

    it('aligns amounts on their decimals, from right to left too, where digits run from left to right all the same', async () => {
      const widget = await show();
      const frame = widget.parentElement!;
      for (const [locale, width] of ['en', 'ar'].flatMap((one) => [[one, '900px'] as const, [one, '320px'] as const])) {
        widget.locale = locale;
        frame.style.inlineSize = width;
        await widget.updateComplete;
        const ends = all(widget, '[part~=invoice] .amount').map((cell) => {
          const text = document.createRange();
          text.selectNodeContents(cell);
          return Math.round(text.getBoundingClientRect().right);
        });
        expect(ends.length).to.be.above(3);
        expect(new Set(ends).size, `${locale} ${width}`).to.equal(1);
      }
    });

    it('shows the longest numbers that can be typed, whole, in a narrow container', async () => {
      const widget = await show();
      widget.parentElement!.style.cssText = 'inline-size: 320px; font-size: 16px';
      const field = root(widget).querySelector<HTMLInputElement>('#quantity-calls')!;
      field.value = '9'.repeat(18);
      field.dispatchEvent(new Event('input'));
      field.dispatchEvent(new Event('change'));
      await widget.updateComplete;
      expect(field.value).to.equal('999,999,999,999,999,999');
      expect(field.scrollWidth).to.equal(field.clientWidth);
    });

    it('copies as text, and says so', async () => {
      const widget = await show();
      const copied: string[] = [];
      const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
      Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
      try {
        await press(widget, 'Copy');
        await until(() => words(widget, '[role=status]') === 'Copied');
        expect(copied[0]).to.match(/^Team, November 2026\n\nPlatform fee\t\t100\.00\n/);
        clipboard.writeText = () => Promise.reject(new Error('not allowed'));
        await press(widget, 'Copy');
        await until(() => words(widget, '[role=status]') === 'Could not be copied');
      } finally {
        Reflect.deleteProperty(navigator, 'clipboard');
      }
    });

    it('downloads as CSV', async () => {
      const widget = await show();
      const downloads: HTMLAnchorElement[] = [];
      const files: Blob[] = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (file: Blob) => createObjectURL(files[files.push(file) - 1]!);
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        downloads.push(this);
      };
      try {
        await press(widget, 'CSV');
      } finally {
        URL.createObjectURL = createObjectURL;
        // Its own again is the one it inherits.
        Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
      }
      expect(downloads[0]!.download).to.equal('invoice.csv');
      const bytes = new Uint8Array(await files[0]!.arrayBuffer());
      expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
      expect(await files[0]!.text()).to.contain('"Platform fee","","",100.00\r\n');
    });

    it('prints alone, from a document of its own that is gone afterwards', async () => {
      const widget = await show();
      let printed: Document | undefined;
      const styles = (widget.constructor as typeof InvoiceForecast).elementStyles;
      printElements({ elements: all(widget, '.printed'), styles, language: 'en', direction: 'ltr' }, (view) => {
        printed = view.document;
      });
      expect(wordsOf(printed!.body)).to.match(/^Team November 2026 day 30 of 30 .*Total in USD .*240\.00$/);
      expect(printed!.querySelectorAll('[part=what-if], [part=actions], script, style')).to.have.length(0);
      const total = printed!.querySelector<HTMLElement>('.total')!;
      expect(printed!.defaultView!.getComputedStyle(total).fontWeight).to.equal('600');
      printed!.defaultView!.dispatchEvent(new Event('afterprint'));
      expect(document.querySelector('iframe[name=plainbill-print]')).to.equal(null);
    });
  });

  describe('its chart', () => {
    const series = { of: 'increments', from: '2026-11-01', values: Array.from({ length: 22 }, () => '364') };
    const account = () =>
      exampleAccount({ usage: { calls: { quantity: '8000', series }, editors: { quantity: '5' } } });

    it('says in words what it draws', async () => {
      const widget = await show(account());
      expect(words(widget, 'figcaption')).to.match(
        /^Cost over the period: US\$240\.00 by 22 November, US\$\d+ expected by 30 November\.$/,
      );
    });

    it('says the month of the first day of each along its axis, and only the day of the others', async () => {
      const subscription = { ...exampleAccount().subscription, anchor: '2026-10-30' };
      const widget = await show({ ...account(), subscription });
      expect(all(widget, '.cost-chart .x').map(wordsOf)).to.deep.equal(['30 Oct', '6 Nov', '13 Nov', '20', '29']);
    });

    it('does so by the calendar of the language, where a month of ours begins and ends within its months', async () => {
      const widget = await show(account());
      widget.locale = 'fa';
      await widget.updateComplete;
      expect(words(widget, '.head')).to.match(/۱۰ آبان.*۹ آذر.*۱۴۰۵/);
      const labels = all(widget, '.cost-chart .x').map(wordsOf);
      expect(labels.map((label) => /\p{L}+/u.exec(label)?.[0] ?? '')).to.deep.equal(['آبان', '', '', 'آذر', 'آذر']);
    });

    for (const [locale, currency] of [
      ['ar', 'USD'],
      ['de', 'KWD'],
    ] as const) {
      it(`leaves room to draw on a phone, in ${locale} and ${currency}`, async () => {
        const usage = { calls: { quantity: '80000', series }, editors: { quantity: '5' } };
        const widget = await show(exampleAccount({ usage, currency }), exampleCatalog({ currency }));
        Object.assign(widget, { locale });
        widget.parentElement!.style.width = '320px';
        await widget.updateComplete;
        expect(root(widget).querySelector('.plot')!.clientWidth).to.be.above(100);
      });
    }

    it('stands a limit’s words above its line, in two lines too', async () => {
      const limits = [{ id: 'b', on: 'invoice', amount: '250.000', effect: 'notify' }];
      const widget = await show({ ...account(), limits, currency: 'KWD' }, exampleCatalog({ currency: 'KWD' }));
      widget.parentElement!.style.width = '320px';
      const [line, label] = ['.bound', '.over.warning'].map((one) => all(widget, one)[0]!.getBoundingClientRect());
      expect(label!.height).to.be.above(25);
      expect(label!.bottom).to.be.below(line!.top);
    });

    it('keeps today’s words off those of the end on a phone, whether costs rise or stay', async () => {
      const limits = [{ id: 'cap', meter: 'calls', quantity: '8000', effect: 'block' }];
      for (const more of [{}, { limits }]) {
        const widget = await show({ ...account(), ...more });
        widget.parentElement!.style.cssText = 'inline-size: 328px; font-size: 16px';
        const ends = all(widget, '.cost-chart .end').map((label) => label.getBoundingClientRect());
        const today = all(widget, '.cost-chart .at.over')[0]!.getBoundingClientRect();
        expect(ends).not.to.be.empty;
        for (const { left, top, bottom } of ends)
          expect(today.right <= left + 8 || today.bottom <= top || bottom <= today.top).to.equal(true);
      }
    });

    it('reads out a day under the pointer, and moves by keys', async () => {
      const widget = await show(account());
      const plot = root(widget).querySelector('.plot')!;
      const { left, top } = plot.getBoundingClientRect();
      plot.dispatchEvent(new PointerEvent('pointermove', { clientX: left + 1, clientY: top + 5 }));
      await widget.updateComplete;
      expect(words(widget, '.readout')).to.equal('1 November: US$163.64');
      plot.dispatchEvent(new PointerEvent('pointerleave'));
      await widget.updateComplete;
      expect(all(widget, '.readout')).to.deep.equal([]);

      const reader = root(widget).querySelector<HTMLInputElement>('.plot input')!;
      expect(reader.getAttribute('aria-label')).to.equal('Cost by day');
      expect(reader.getAttribute('aria-valuetext')).to.equal('22\u00a0November: US$240.00');
      reader.value = '1';
      reader.dispatchEvent(new InputEvent('input'));
      await widget.updateComplete;
      expect(reader.getAttribute('aria-valuetext')).to.equal('2\u00a0November: US$167.28');
      expect(words(widget, '.readout')).to.equal('2 November: US$167.28');
    });

    it('says small amounts exactly', async () => {
      const limits = [{ id: 'b', on: 'invoice', amount: '0.50', effect: 'notify' }];
      const usage = { calls: { quantity: '16000', series } };
      const plans = [plan('team', { charges: [calls({ model: 'per_unit', unit_amount: '0.00002' })] })];
      const widget = await show(exampleAccount({ limits, usage }), exampleCatalog({ plans }));
      const labels = all(widget, '.cost-chart .label').map(wordsOf);
      expect(labels).to.include('limit US$0.50, notifies').and.to.include('today US$0.32');
      expect(words(widget, 'figcaption')).to.match(/ US\$0\.\d\d expected by 30 November\.$/);
    });

    it('names no range whose ends read alike', async () => {
      const values = series.values.map((_, day) => String(8 + (day % 3)));
      const usage = { calls: { quantity: '200', series: { ...series, values } }, editors: { quantity: '5' } };
      const widget = await show(exampleAccount({ usage }));
      const reader = root(widget).querySelector<HTMLInputElement>('.plot input')!;
      const said = new Set<string | null>();
      for (let day = 22; day < 30; day += 1) {
        reader.value = String(day);
        reader.dispatchEvent(new InputEvent('input'));
        await widget.updateComplete;
        said.add(reader.getAttribute('aria-valuetext'));
      }
      expect([...said].join('; ')).to.match(/^23\sNovember: US\$162 expected; .*30\sNovember: US\$163 expected/);
      expect([...said].join('; ')).not.to.contain('~');
      expect(all(widget, '.cost-chart .end').map(wordsOf)).to.deep.equal(['US$163']);
    });

    it('is mirrored where one reads from right to left', async () => {
      const widget = await show(account());
      widget.locale = 'ar';
      await widget.updateComplete;
      const plot = root(widget).querySelector('.plot')!;
      const { left } = plot.getBoundingClientRect();
      plot.dispatchEvent(new PointerEvent('pointermove', { clientX: left }));
      await widget.updateComplete;
      expect(words(widget, '.readout')).to.contain('expected');
      expect(getComputedStyle(root(widget).querySelector('.plot svg')!).transform).to.equal(
        'matrix(-1, 0, 0, 1, 0, 0)',
      );
    });

    it('marks limits with what they do, and a commitment', async () => {
      const limits = [{ id: 'b', on: 'invoice', amount: '300.00', effect: 'notify' }];
      const widget = await show(exampleAccount({ limits, commitment: { amount: '150.00' } }));
      const labels = all(widget, '.cost-chart .label').map(wordsOf);
      expect(labels).to.include('limit US$300, notifies').and.to.include('commitment US$150');
      widget.account = exampleAccount({ limits: [{ ...limits[0], amount: '299.50' }] });
      await widget.updateComplete;
      expect(all(widget, '.cost-chart .label').map(wordsOf)).to.include('limit US$299.50, notifies');
    });
  });
});
