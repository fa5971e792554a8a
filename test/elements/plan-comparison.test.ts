import { expect } from 'chai';
import '../../src/elements/plan-comparison/index.ts';
import type { PlanComparison } from '../../src/elements/plan-comparison/index.ts';
import type { PlanSelectEvent } from '../../src/elements/events.ts';
import { createPricingStore } from '../../src/store/pricing-store.ts';
import { violationsIn } from '../support/axe.ts';
import { englishIn } from '../support/english.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';
import { disguise, pseudoLanguage } from '../../demo/messages/pseudo.ts';

type Json = Readonly<Record<string, unknown>>;

const MONTH = { unit: 'month', count: 1 };
const YEAR = { unit: 'year', count: 1 };
const flat = (amount: string) => ({ id: 'fee', name: 'Platform fee', model: 'flat', amount, timing: 'in_advance' });
const perUnit = (meter: string, unitAmount: string, more: Json = {}) => ({
  id: meter,
  name: meter,
  meter,
  model: 'per_unit',
  unit_amount: unitAmount,
  ...more,
});
const monthly = { interval: MONTH };
const plan = (id: string, more: Json): Json => ({ id, name: id, interval: MONTH, charges: [], ...more });

/** By the last instant of the period nothing more is expected: 8,000 calls and 5 editors. */
const customer = (more: Json = {}) => exampleAccount({ as_of: '2026-11-30T22:59:59Z', ...more });

/** The example's price list with other plans, and the example's customer of Team unless told otherwise. */
async function show(plans: readonly Json[] | null, account: Json | null = customer(), more: Json = {}) {
  const place = fixture('<pb-plan-comparison></pb-plan-comparison>');
  const widget = place.querySelector('pb-plan-comparison')!;
  widget.locale = 'en';
  widget.catalog = exampleCatalog({ ...(plans && { plans }), ...more });
  widget.account = account;
  await widget.updateComplete;
  return widget;
}

const root = (widget: PlanComparison) => widget.shadowRoot!;
const wordsOf = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const words = (widget: PlanComparison) => wordsOf(root(widget).querySelector('.frame'));
const cards = (widget: PlanComparison) => [...root(widget).querySelectorAll('.card')];
const names = (widget: PlanComparison) => cards(widget).map((card) => wordsOf(card.querySelector('h3')));
const card = (widget: PlanComparison, name: string) =>
  cards(widget).find((one) => wordsOf(one.querySelector('h3')) === name)!;
const part = (widget: PlanComparison, name: string, of: string) =>
  wordsOf(card(widget, name).querySelector(`[part~="${of}"]`));
const action = (widget: PlanComparison, name: string) =>
  card(widget, name).querySelector<HTMLElement>('[part="action"]')!;

const usage = (widget: PlanComparison) => [...root(widget).querySelectorAll('.usage li')].map(wordsOf);

/** Starter is 10 + 0.02 a call, Team 100 + 0.01 a call and 12 an editor. */
const EXPECTED = { starter: '$170.00', team: '$240.00' };

describe('<pb-plan-comparison>', () => {
  afterEach(removeFixtures);

  it('shows a card per plan by rank, with the cost at this usage to the cent and in whole units', async () => {
    const widget = await show(null);
    expect(names(widget)).to.deep.equal(['Starter', 'Team', 'Enterprise']);
    expect(part(widget, 'Team', 'exact')).to.equal(`${EXPECTED.team} a month`);
    expect(part(widget, 'Starter', 'exact')).to.equal(`${EXPECTED.starter} a month`);
    expect(part(widget, 'Starter', 'cost')).to.equal('$170');
    expect(part(widget, 'Starter', 'difference')).to.equal('-$70.00 a month compared with Team');
    expect(part(widget, 'Starter', 'tag')).to.contain('cheapest for you');
    expect(part(widget, 'Team', 'tag')).to.equal('your plan');
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('marks the own plan with a border and a word, and gives it no button', async () => {
    const widget = await show(null);
    expect(cards(widget).map(({ classList }) => classList.contains('marked'))).to.deep.equal([false, true, false]);
    expect(action(widget, 'Team')).to.equal(null);
    expect(wordsOf(action(widget, 'Starter'))).to.equal('Downgrade');
    expect(wordsOf(action(widget, 'Enterprise'))).to.equal('Contact us');
  });

  it('names the usage it is at, as it is counted', async () => {
    const widget = await show(null);
    expect(words(widget)).to.contain('At your expected usage:');
    expect(usage(widget)).to.deep.equal(['8,000 calls a month', '5 editors']);
  });

  it('calls quantities expected only of a plan that it knows', async () => {
    const subscription = { plan: 'legacy', anchor: '2026-11-01', status: 'active' };
    const widget = await show(null, customer({ subscription }));
    expect(words(widget)).to.contain('At these quantities:').and.not.to.contain('expected usage');
  });

  it('says prices as people say them', async () => {
    const meters = [
      ...exampleCatalog().meters,
      { id: 'sales', name: 'Sales', kind: 'money', aggregation: 'sum' },
      { id: 'tickets', name: 'Tickets', unit: { one: 'resolved ticket', other: 'resolved tickets' } },
    ];
    const share = { id: 'share', meter: 'sales', model: 'graduated', tiers: [{ up_to: null, rate_pct: '2' }] };
    const widget = await show(
      [
        plan('Fee and usage', { charges: [flat('99'), perUnit('calls', '0.01')] }),
        plan('Fee and minimum', { charges: [flat('99'), perUnit('calls', '0.01')], minimum_amount: '150' }),
        plan('Seats', { charges: [perUnit('editors', '12')] }),
        plan('Outcomes', { charges: [perUnit('tickets', '0.99')] }),
        plan('Packages', { charges: [perUnit('calls', '5', { package: { size: '1000', rounding: 'up' } })] }),
        plan('Share', { charges: [share] }),
        plan('Nothing', {}),
        plan('By agreement', { contact: true }),
        plan('By the quarter', { charges: [flat('30')], interval: { unit: 'month', count: 3 } }),
        plan('Auction', { charges: [{ id: 'bid', model: 'auction' }] }),
      ],
      null,
      { meters },
    );
    expect(Object.fromEntries(names(widget).map((name) => [name, part(widget, name, 'price')]))).to.deep.equal({
      'Fee and usage': '$99.00 a month + usage',
      'Fee and minimum': '$99.00 a month + usage, at least $150.00 a month',
      Seats: '$12.00 per editor a month',
      Outcomes: '$0.99 per resolved ticket',
      Packages: '$5.00 per 1,000 calls',
      Share: '2% of Sales',
      Nothing: 'Free',
      'By agreement': 'Price on request',
      'By the quarter': '$30.00 every 3 months every 3 months only',
      Auction: 'No price here',
    });
    expect(part(widget, 'Auction', 'difference')).to.contain('Auction cannot be priced here: ');
    expect(action(widget, 'Auction')).to.equal(null);
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('says which limit would stop this usage, and calls such a plan neither cheapest nor a saving', async () => {
    const limits = [{ id: 'cap', meter: 'calls', quantity: '1000', effect: 'block' }];
    const { plans } = exampleCatalog();
    const widget = await show([{ ...plans[0], limits }, plans[1]!]);
    const said = [...card(widget, 'Starter').querySelectorAll('[part=difference] p')].map(wordsOf);
    expect(said).to.deep.equal([
      '-$70.00 a month compared with Team',
      'Its limit of 1,000 calls would stop this usage.',
    ]);
    expect(card(widget, 'Starter').querySelectorAll('.success').length).to.equal(0);
    expect(part(widget, 'Starter', 'tag')).to.equal('');
    expect(part(widget, 'Team', 'tag')).to.equal('your plan cheapest for you');
    const none = await show([{ ...plans[0], limits: [{ ...limits[0], quantity: '0' }] }, plans[1]!]);
    expect(part(none, 'Starter', 'difference')).to.contain('It has no calls, which this usage needs.');
    const consentUntil = async (until: string) => {
      const consented = [{ ...limits[0], consent: { quantity: '2000', until } }];
      return part(await show([{ ...plans[0], limits: consented }, plans[1]!]), 'Starter', 'difference');
    };
    expect(await consentUntil('2026-12-01')).to.contain('Its limit of 2,000 calls would stop this usage.');
    expect(await consentUntil('2026-11-30')).to.contain('Its limit of 1,000 calls would stop this usage.');
  });

  it('sets apart what a switch today costs or returns', async () => {
    const inAdvance = { ...monthly, proration: { unit: 'day' } };
    const billed = [
      { charge: 'fee', amount: '60.00', period: { start: '2026-11-01', end: '2026-12-01' }, invoice: '1' },
    ];
    const widget = await show(
      [
        plan('small', { ...inAdvance, charges: [flat('30')] }),
        plan('own', { ...inAdvance, charges: [flat('60')] }),
        plan('large', { ...inAdvance, charges: [flat('90')] }),
      ],
      customer({ subscription: { plan: 'own', anchor: '2026-11-01', status: 'active' }, billed }),
    );
    // The last of thirty days is left.
    expect(part(widget, 'large', 'switch')).to.equal('Switching today costs $1.00 at once');
    expect(part(widget, 'small', 'switch')).to.equal('Switching today returns $1.00');
    expect(part(widget, 'large', 'difference')).to.equal('+$30.00 a month compared with own');
  });

  it('opens the lines behind a cost', async () => {
    const widget = await show(null);
    const details = card(widget, 'Team').querySelector('details')!;
    expect(wordsOf(details.querySelector('summary'))).to.equal(`Why ${EXPECTED.team}?`);
    expect(details.querySelector('table')).to.equal(null);
    details.open = true;
    await new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true }));
    await widget.updateComplete;
    const rows = [...details.querySelectorAll('tr')].map(wordsOf);
    expect(rows).to.deep.equal([
      'Platform fee 100.00',
      'API calls 8,000 calls 80.00',
      'Editors 5 editors 60.00',
      `Together ${EXPECTED.team}`,
    ]);
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('shows six of sixty features until asked for all', async () => {
    const features = Array.from({ length: 60 }, (_, index) => ({ text: `Feature ${index}`, included: index !== 1 }));
    const widget = await show([plan('Rich', { features }), plan('Plain', { features: features.slice(0, 7) })]);
    const count = (name: string) => card(widget, name).querySelectorAll('.features li').length;
    expect([count('Rich'), count('Plain')]).to.deep.equal([6, 7]);
    const button = card(widget, 'Rich').querySelector<HTMLElement>('[part=features] button')!;
    expect(wordsOf(button)).to.equal('Show all 60');
    expect(button.ariaExpanded).to.equal('false');
    button.click();
    await widget.updateComplete;
    expect(count('Rich')).to.equal(60);
    expect(wordsOf(button)).to.equal('Show fewer');
    const marks = [...card(widget, 'Plain').querySelectorAll('.features [role=img]')].map(({ ariaLabel }) => ariaLabel);
    expect(marks.slice(0, 2)).to.deep.equal(['included', 'not included']);
  });

  it('follows the plan’s address by itself, unless the page cancels the selection', async () => {
    const { plans } = exampleCatalog();
    const widget = await show([{ ...plans[0], action: { url: '/change?to=starter', label: 'Go small' } }, plans[1]!]);
    const link = action(widget, 'Starter') as HTMLAnchorElement;
    expect(link.localName).to.equal('a');
    expect(link.getAttribute('href')).to.equal('/change?to=starter');
    expect(wordsOf(link)).to.equal('Go small');
    const events: PlanSelectEvent[] = [];
    widget.addEventListener('pb-plan-select', (event) => events.push(event));
    const press = () => {
      const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
      // After the widget had its say; a test page is not to be left.
      document.addEventListener('click', (event) => (leaves = !event.defaultPrevented) && event.preventDefault(), {
        once: true,
      });
      let leaves = false;
      link.dispatchEvent(click);
      return leaves;
    };
    expect(press()).to.equal(true);
    widget.addEventListener('pb-plan-select', (event) => event.preventDefault());
    expect(press()).to.equal(false);
    expect(events.map(({ plan: { id }, intent }) => [id, intent])).to.deep.equal([
      ['starter', 'downgrade'],
      ['starter', 'downgrade'],
    ]);
    expect(events[0]!.estimate.plans).to.have.length(2);
  });

  it('makes no link of an address that is not safe', async () => {
    const { plans } = exampleCatalog();
    const widget = await show([{ ...plans[0], action: { url: 'javascript:alert(1)' } }, plans[1]!]);
    expect(root(widget).querySelector('a')).to.equal(null);
    expect(wordsOf(action(widget, 'Starter'))).to.equal('Downgrade');
  });

  it('prices a plan without an address as a what-if, unless the page cancels the selection', async () => {
    const widget = await show(null);
    action(widget, 'Starter').click();
    await widget.updateComplete;
    expect(part(widget, 'Starter', 'tag')).to.contain('selected');
    const cancelled = await show(null);
    cancelled.addEventListener('pb-plan-select', (event) => event.preventDefault());
    action(cancelled, 'Starter').click();
    await cancelled.updateComplete;
    expect(words(cancelled)).not.to.contain('selected');
  });

  it('names each button with its plan', async () => {
    const widget = await show(null);
    const labels = action(widget, 'Starter').getAttribute('aria-labelledby')!.split(' ');
    expect(labels.map((id) => wordsOf(root(widget).querySelector(`#${id}`)))).to.deep.equal(['Downgrade', 'Starter']);
  });

  it('leads questions to the contact address', async () => {
    const { plans } = exampleCatalog();
    const contact = 'mailto:help@example.com';
    const widget = await show([plans[1]!, plans[2]!], customer({ contact }));
    expect(action(widget, 'Enterprise').getAttribute('href')).to.equal(contact);
  });

  describe('of plans that can be paid monthly or yearly', () => {
    const families = [
      plan('solo', { charges: [flat('10')] }),
      plan('team', { name: 'Team', family: 'team', charges: [flat('100'), perUnit('calls', '0.01')] }),
      plan('team_year', {
        name: 'Team',
        family: 'team',
        rank: 1,
        interval: YEAR,
        charges: [flat('1020'), perUnit('calls', '0.01', { interval: MONTH })],
      }),
      plan('big', { name: 'Big', family: 'big', rank: 3, charges: [flat('500')] }),
      plan('big_year', { name: 'Big', family: 'big', rank: 3, interval: YEAR, charges: [flat('5100')] }),
    ];
    const segments = (widget: PlanComparison) => [...root(widget).querySelectorAll<HTMLElement>('.segments label')];
    const choose = async (widget: PlanComparison, index: number) => {
      segments(widget)[index]!.querySelector('input')!.click();
      await widget.updateComplete;
    };

    it('shows one card of each at the interval of the plan that is priced, and says what the other saves', async () => {
      const widget = await show(families);
      expect(names(widget)).to.deep.equal(['solo', 'Team', 'Big']);
      expect(segments(widget).map(wordsOf)).to.deep.equal(['Monthly', 'Yearly up to -15%']);
      expect(segments(widget)[0]!.querySelector('input')!.checked).to.equal(true);
    });

    it('shows the other interval when asked to, and prices the same plan at it everywhere', async () => {
      const widget = await show(families);
      const totals: unknown[] = [];
      widget.addEventListener('pb-scenario-input', ({ estimate }) => totals.push(estimate.plan.id));
      await choose(widget, 1);
      expect(totals).to.deep.equal(['team_year']);
      // 1,020 and twelve months of 80; against twelve of 180.
      expect(part(widget, 'Team', 'exact')).to.equal('$1,980.00 a year');
      expect(part(widget, 'Team', 'difference')).to.equal('-8.3% compared with paying monthly');
      expect(part(widget, 'Team', 'tag')).to.contain('your plan, currently billed monthly');
      expect(wordsOf(action(widget, 'Team'))).to.equal('Switch to yearly');
      expect(part(widget, 'Big', 'exact')).to.equal('$5,100.00 a year');
      await choose(widget, 0);
      expect(totals).to.deep.equal(['team_year', 'team']);
      expect(part(widget, 'Team', 'tag')).to.equal('your plan');
    });

    it('keeps a plan that cannot be had at the interval, and says so', async () => {
      const widget = await show(families);
      await choose(widget, 1);
      expect(names(widget)).to.deep.equal(['solo', 'Team', 'Big']);
      expect(part(widget, 'solo', 'price')).to.equal('$10.00 a month monthly only');
      expect(part(widget, 'solo', 'exact')).to.equal('$10.00 a month');
    });

    it('changes the cards alone where the plan that is priced has no such interval', async () => {
      const widget = await show(families, customer({ subscription: { plan: 'solo', anchor: '2026-11-01' } }));
      let edits = 0;
      widget.addEventListener('pb-scenario-input', () => (edits += 1));
      await choose(widget, 1);
      expect(part(widget, 'Big', 'exact')).to.equal('$5,100.00 a year');
      expect(edits).to.equal(0);
    });

    it('offers no choice where there is none', async () => {
      expect(segments(await show(null))).to.have.length(0);
    });
  });

  describe('from scratch', () => {
    const trial = exampleCatalog().plans.map((one) => (one.id === 'team' ? { ...one, trial_days: 14 } : one));

    it('starts at the first example, marks the cheapest, and offers to start', async () => {
      const widget = await show(trial, null);
      expect(words(widget)).to.contain('At these quantities:');
      expect(usage(widget)).to.deep.equal(['1,000 calls a month', '2 editors']);
      expect(part(widget, 'Starter', 'exact')).to.equal('$30.00 a month');
      expect(part(widget, 'Starter', 'tag')).to.equal('cheapest for you');
      expect(card(widget, 'Starter').classList.contains('marked')).to.equal(true);
      expect(wordsOf(action(widget, 'Starter'))).to.equal('Start');
      expect(wordsOf(action(widget, 'Team'))).to.equal('Start trial');
      expect(wordsOf(card(widget, 'Team'))).to.contain('free for 14 days');
      expect(words(widget)).not.to.contain('compared with');
    });

    it('sets all fields alike, however long their names are', async () => {
      const names = ['Calls', 'Editors with a longer name'];
      const meters = exampleCatalog().meters.map((meter, index) => ({ ...meter, name: names[index] }));
      const widget = await show(null, null, { meters });
      widget.style.inlineSize = '800px';
      root(widget).querySelector<HTMLElement>('[part=change]')!.click();
      await widget.updateComplete;
      const boxes = (selector: string) =>
        [...root(widget).querySelectorAll(`.fields ${selector}`)].map((field) => field.getBoundingClientRect());
      for (const selector of ['[part=field]', '[part=slider]']) {
        const [one, other] = boxes(selector);
        expect(one!.left, selector).to.be.below(other!.left);
        expect(one!.top, selector).to.equal(other!.top);
      }
    });

    it('lets a visitor set the quantities: by example, field and slider', async () => {
      const widget = await show(null, null);
      const change = root(widget).querySelector<HTMLElement>('[part=change]')!;
      expect(change.ariaExpanded).to.equal('false');
      change.click();
      await widget.updateComplete;
      expect(change.ariaExpanded).to.equal('true');
      expect(await violationsIn(widget)).to.deep.equal([]);
      const busy = [...root(widget).querySelectorAll('button')].find((button) => wordsOf(button) === 'Busy month')!;
      busy.click();
      await widget.updateComplete;
      // 10 + 50,000 × 0.02, and 100 + 50,000 × 0.01 + 9 × 12.
      expect(part(widget, 'Starter', 'exact')).to.equal('$1,010.00 a month');
      expect(part(widget, 'Team', 'exact')).to.equal('$708.00 a month');
      const field = root(widget).querySelector<HTMLInputElement>('#field-calls')!;
      field.value = '2,000';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await widget.updateComplete;
      expect(part(widget, 'Starter', 'exact')).to.equal('$50.00 a month');
      const slider = field.closest('.quantity')!.querySelector<HTMLInputElement>('[type=range]')!;
      slider.value = slider.max;
      slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await widget.updateComplete;
      expect(part(widget, 'Starter', 'exact')).not.to.equal('$50.00 a month');
    });

    it('starts at nothing where there are no examples', async () => {
      const widget = await show(null, null, { examples: [] });
      expect(usage(widget)).to.deep.equal(['0 calls a month', '0 editors']);
      expect(part(widget, 'Starter', 'exact')).to.equal('$10.00 a month');
      expect(await violationsIn(widget)).to.deep.equal([]);
    });
  });

  it('shows a plan that is in no catalog any more', async () => {
    const old = plan('old', { name: 'Team 2023', rank: 1, charges: [flat('50'), perUnit('calls', '0.01')] });
    const widget = await show(null, customer({ subscription: { plan: old, anchor: '2026-11-01' } }));
    expect(names(widget)).to.deep.equal(['Starter', 'Team', 'Team 2023', 'Enterprise']);
    expect(part(widget, 'Team 2023', 'tag')).to.contain('your plan');
    expect(part(widget, 'Team', 'difference')).to.equal('+$110.00 a month compared with Team 2023');
  });

  it('says what is booked or ends already', async () => {
    const subscription = { plan: 'team', anchor: '2026-11-01' };
    const scheduled = [{ at: '2026-12-01', plan: 'starter' }];
    const booked = await show(null, customer({ subscription: { ...subscription, scheduled } }));
    expect(wordsOf(card(booked, 'Starter'))).to.contain('Yours from December 1');
    expect(action(booked, 'Starter')).to.equal(null);
    const ending = await show(null, customer({ subscription: { ...subscription, ends_at: '2026-12-01' } }));
    expect(part(ending, 'Team', 'tag')).to.contain('your plan until December 1');
  });

  it('says what the price list that follows makes of each plan, where that is another cost', async () => {
    const fees = (fee: string) => [flat(fee), perUnit('calls', '0.01'), perUnit('editors', '12')];
    const list = (team: string, solo: string) => [
      plan('team', { ...monthly, charges: fees(team) }),
      plan('solo', { ...monthly, charges: fees(solo) }),
    ];
    const next = exampleCatalog({ plans: list('110', '50'), effective_from: '2027-01-01T00:00:00+01:00' });
    const widget = await show([...list('100', '50'), plan('old', { charges: fees('10') })], customer(), { next });
    expect(wordsOf(card(widget, 'team'))).to.contain('from January 1, 2027 on $250.00 a month');
    expect(wordsOf(card(widget, 'solo'))).not.to.contain('2027');
    expect(wordsOf(card(widget, 'old'))).to.contain('New prices from January 1, 2027 on.');
  });

  it('shows no number where a meter is not reported or currencies differ, and says why', async () => {
    const { calls } = customer().usage;
    const silent = await show(null, customer({ usage: { calls } }));
    expect(part(silent, 'Team', 'exact')).to.equal('');
    expect(part(silent, 'Team', 'difference')).to.equal('Editors: usage is not reported, so it has no price here.');
    expect((await show(null, customer({ usage: {} }))).shadowRoot!.textContent).to.contain(
      'No quantities are known yet.',
    );
    const foreign = await show(null, customer({ currency: 'EUR' }));
    expect(words(foreign)).to.contain('The account is billed in EUR, but these prices are in USD');
    expect(root(foreign).querySelectorAll('[part=exact], figure')).to.have.length(0);
    expect(await violationsIn(foreign)).to.deep.equal([]);
  });

  it('writes currencies with the decimals they have', async () => {
    const widget = await show(null, customer({ currency: 'JPY' }), { currency: 'JPY' });
    expect(part(widget, 'Team', 'exact')).to.equal('¥240 a month');
    const dinars = await show(null, customer({ currency: 'KWD' }), { currency: 'KWD' });
    expect(part(dinars, 'Team', 'exact')).to.equal('KWD 240.000 a month');
  });

  it('keeps amounts of any length inside their cards', async () => {
    const place = fixture('<div style="inline-size: 640px"><pb-plan-comparison></pb-plan-comparison></div>');
    const widget = place.querySelector('pb-plan-comparison')!;
    widget.locale = 'en';
    widget.catalog = exampleCatalog({
      plans: ['a', 'b', 'c'].map((id) => plan(id, { charges: [flat('912345678901.23')] })),
    });
    widget.account = null;
    await widget.updateComplete;
    for (const figure of root(widget).querySelectorAll('.figure')) {
      const cell = figure.closest('.cost')!;
      expect(cell.scrollWidth).to.be.at.most(cell.clientWidth);
      expect(figure.getBoundingClientRect().width).to.be.at.most(cell.getBoundingClientRect().width);
    }
  });

  it('aligns the rows of cards beside one another, and stacks cards in a narrow place', async () => {
    const { plans } = exampleCatalog();
    const place = fixture('<div><pb-plan-comparison></pb-plan-comparison></div>');
    const frame = place.firstElementChild as HTMLElement;
    const widget = place.querySelector('pb-plan-comparison')!;
    widget.catalog = exampleCatalog({
      plans: [{ ...plans[0], description: 'Long words. '.repeat(20) }, plans[1]!, plans[2]!],
    });
    widget.account = customer();
    await widget.updateComplete;
    const tops = (selector: string) =>
      new Set(cards(widget).flatMap((one) => one.querySelector(selector)?.getBoundingClientRect().top ?? [])).size;
    frame.style.inlineSize = '1000px';
    expect([tops('h3'), tops('[part=price]'), tops('[part=exact]'), tops('[part=action]')]).to.deep.equal([1, 1, 1, 1]);
    frame.style.inlineSize = '320px';
    expect(tops('h3')).to.equal(3);
    expect(widget.scrollWidth).to.be.at.most(widget.clientWidth);
  });

  it('has a skeleton in the size of its cards, and a failure, both without violations', async () => {
    const widget = fixture('<pb-plan-comparison></pb-plan-comparison>').querySelector('pb-plan-comparison')!;
    widget.store = createPricingStore();
    await widget.updateComplete;
    expect(words(widget)).to.equal('Loading …');
    expect(root(widget).querySelectorAll('.skeleton .cards > *').length).to.be.above(0);
    expect(await violationsIn(widget)).to.deep.equal([]);
    widget.store = null;
    widget.catalog = { version: 1 };
    await widget.updateComplete;
    expect(words(widget)).to.contain('The price list cannot be read');
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('says what is likely once the hand rests, and keeps the place for it while it moves', async () => {
    const series = {
      of: 'increments',
      from: '2026-11-01',
      values: ['310', '420', '260', '530', '340', '470', '290', '410'],
    };
    const usage = { ...exampleAccount().usage, calls: { quantity: '8000', series } };
    const widget = await show(null, exampleAccount({ usage }));
    const futures = () => card(widget, 'Team').querySelector<HTMLElement>('.futures')!;
    expect(wordsOf(futures())).to.equal('');
    const height = futures().offsetHeight;
    expect(height, 'the place is kept').to.be.above(20);
    await until(() => wordsOf(futures()) !== '');
    expect(part(widget, 'Team', 'range')).to.match(/^likely \$\d+ – \$\d+$/);
    expect(futures().offsetHeight).to.equal(height);
    root(widget).querySelector<HTMLElement>('[part=change]')!.click();
    await widget.updateComplete;
    const slider = root(widget).querySelector<HTMLInputElement>('.quantity [type=range]')!;
    slider.value = String(Number(slider.max) - 2);
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await widget.updateComplete;
    expect(getComputedStyle(futures()).visibility).to.equal('hidden');
    await until(() => getComputedStyle(futures()).visibility === 'visible');
    expect(part(widget, 'Team', 'range')).to.match(/^likely /);
  });

  it('shows nothing that is likely for one customer beside the costs of another', async () => {
    const series = { of: 'increments', from: '2026-11-01', values: ['310', '420', '260', '530', '340', '470', '290'] };
    const accountOf = (calls: string, more: Json = {}) =>
      exampleAccount({ usage: { ...exampleAccount().usage, calls: { quantity: calls, series } }, ...more });
    const widget = await show(null, accountOf('8000', { id: 'ada' }));
    const likely = () => part(widget, 'Team', 'range');
    await until(() => likely() !== '');
    const adas = likely();
    widget.account = accountOf('90000', { id: 'bob' });
    await widget.updateComplete;
    expect(likely()).to.equal('');
    await until(() => likely() !== '');
    expect(likely()).not.to.equal(adas);

    // Nor where nobody says whose account it is, but the former one has gone.
    widget.account = undefined;
    widget.catalog = undefined;
    await widget.updateComplete;
    widget.catalog = exampleCatalog();
    widget.account = accountOf('8000', { id: 'bob' });
    await widget.updateComplete;
    expect(likely()).to.equal('');
    await until(() => likely() === adas);
  });

  it('takes every word from its messages', async () => {
    const place = fixture('<pb-plan-comparison></pb-plan-comparison>');
    const widget = place.querySelector('pb-plan-comparison')!;
    widget.messages = pseudoLanguage();
    widget.locale = 'en';
    widget.catalog = exampleCatalog();
    widget.account = exampleAccount();
    await widget.updateComplete;
    expect(words(widget)).to.contain(disguise('What each plan would cost you'));
    expect(englishIn(widget, [exampleCatalog(), exampleAccount()])).to.deep.equal([]);
  });
});
