import { expect } from 'chai';
import type { LimitConsentEvent, LimitRequestEvent } from '../../src/elements/events.ts';
import { violationsIn } from '../support/axe.ts';
import { removeFixtures } from '../support/fixture.ts';
import { pseudoLanguage } from '../../demo/messages/pseudo.ts';
import { daily, meteredCatalog, meterOf, plain } from './usage-meter/meter-fixture.ts';

const usage = (calls: object, editors: object = { quantity: '5' }) => ({ usage: { calls, editors } });
const capped = (quantity: string, more: object = {}) => ({
  limits: [{ id: 'cap', meter: 'calls', quantity, effect: 'block', set_by: 'customer', ...more }],
});
const notified = (quantity: string, more: object = {}) => capped(quantity, { effect: 'notify', ...more });
/** As the engine writes it: `K` or `k`. */
const compact = (quantity: number) => new Intl.NumberFormat('en-GB', { notation: 'compact' }).format(quantity);
const calm = { ...usage(daily()), ...notified('60000') };

describe('<pb-usage-meter>', () => {
  afterEach(removeFixtures);

  describe('one meter', () => {
    it('says how much is used of what is included, as text and as a meter', async () => {
      const { words, find } = await meterOf({ account: usage({ quantity: '8000' }), attributes: 'meter="calls"' });
      expect(words()).to.match(/^API calls as of .* 8,000 of 25,000 calls included/);
      const meter = find('[role=meter]');
      expect(meter.getAttribute('aria-label')).to.equal('API calls');
      expect(meter.getAttribute('aria-valuetext')).to.equal('8,000 of 25,000 calls included');
      expect(['min', 'now', 'max'].map((end) => meter.getAttribute(`aria-value${end}`))).to.deep.equal([
        '0',
        '8000',
        '25000',
      ]);
    });

    it('is text where there is no maximum', async () => {
      const { words, find } = await meterOf({
        catalog: meteredCatalog({ included: null }),
        account: usage({ quantity: '8000' }),
        attributes: 'meter="calls"',
      });
      expect(words()).to.contain('8,000 calls');
      expect(words()).to.contain('From here $0.002 each.');
      expect(find('[role=meter]')).to.equal(null);
    });

    it('tells nothing of a plan that is not the customer’s', async () => {
      const { words } = await meterOf({
        account: {
          ...usage({ quantity: '8000' }),
          subscription: { plan: 'legacy', anchor: '2026-11-01', status: 'active' },
        },
      });
      expect(words()).to.match(/API calls 8,000 calls Set a limit/);
      expect(words()).not.to.match(/included|From here|At these quantities|costs/);
    });

    it('names a meter that the price list does not have', async () => {
      const { words } = await meterOf({ attributes: 'meter="calz"' });
      expect(words()).to.contain('The price list has no meter “calz”.');
    });

    it('is all there are where a framework says "none" in its own way', async () => {
      const { widget, words, settled } = await meterOf({ attributes: 'meter=""' });
      const all = words();
      expect(all).to.contain('API calls').and.to.contain('Editors');
      for (const none of [undefined, null]) {
        Object.assign(widget, { meter: none });
        await settled();
        expect(words()).to.equal(all);
      }
    });

    it('says until when it is counted, what counts, what may be taken back, and where to see it', async () => {
      const catalog = meteredCatalog();
      Object.assign(catalog.meters[0]!, { counts: 'Each call counts once.' });
      const { words, find } = await meterOf({
        catalog,
        account: usage({
          quantity: '8000',
          provisional: '12',
          evidence_url: 'https://example.com/calls',
          complete_until: '2026-11-22T07:00:00Z',
        }),
        attributes: 'meter="calls"',
      });
      // Engines differ in the leading zero, and visitors in their clocks.
      const time = new Date('2026-11-22T07:00:00Z').toTimeString().replace(/^0?(\d+:\d\d).*/, '$1');
      expect(words().replaceAll(' 0', ' ')).to.contain(`Counted until ${time}.`);
      expect(words()).to.match(/Each call counts once\. ?12 may still be taken back\./);
      expect(find<HTMLAnchorElement>('a').href).to.equal('https://example.com/calls');
    });
  });

  describe('the included quantity', () => {
    it('says around which days it will probably be used up, and what comes after it', async () => {
      const { words } = await meterOf({ account: usage(daily()), attributes: 'meter="calls"' });
      expect(words()).to.match(
        /You will probably use up the 25,000 calls included around 2\d November( \(2\d[–  ]+\d+ November\))?\. After that \$0\.002 each\./,
      );
      expect(words()).to.match(/Probably about \d\d,\d00 calls by 30 November, likely \d\d,\d00 to \d\d,\d00\./);
      expect(words()).not.to.contain('Few days');
    });

    it('says that little history may be far off', async () => {
      const { words } = await meterOf({ account: usage(daily(4)), attributes: 'meter="calls"' });
      expect(words()).to.contain('Few days of history: this may be far off.');
    });

    it('says what more costs where all of it is used up, to the last one', async () => {
      const { words } = await meterOf({
        account: usage({ ...daily(), quantity: '25000' }),
        attributes: 'meter="calls"',
      });
      expect(words()).to.contain('25,000 of 25,000 calls included').and.to.contain('From here $0.002 each.');
      expect(words()).not.to.contain('stay within');
    });

    it('gives no number to what is rarer than 3 in 100', async () => {
      const { words } = await meterOf({
        catalog: meteredCatalog({ included: { quantity: '90000' } }),
        account: usage(daily()),
        attributes: 'meter="calls"',
      });
      expect(words()).to.contain('probably stay within what is included; chance of using it up: less than 3 in 100.');
    });

    for (const { why, charge, words: expected } of [
      { why: 'a unit price', charge: {}, words: `${compact(25_000)} included, then $0.002 each` },
      {
        why: 'packages',
        charge: { unit_amount: '5', package: { size: '1000', rounding: 'up' } },
        words: `${compact(25_000)} included, then $5.00 for 1,000 calls`,
      },
      {
        why: 'a cliff has no price of each',
        charge: { included: { quantity: '25000', mode: 'cliff' } },
        words: `${compact(25_000)} included`,
      },
      { why: 'nothing more to pay', charge: { unit_amount: '0' }, words: `${compact(25_000)} included` },
    ]) {
      it(`marks its end with the price after it: ${why}`, async () => {
        const { all } = await meterOf({
          catalog: meteredCatalog(charge),
          account: usage({ quantity: '8000' }),
          attributes: 'meter="calls"',
        });
        expect(all('.labels span').map(({ textContent }) => plain(textContent))).to.deep.equal([expected]);
      });
    }

    it('says no price of what is free until the trial ends', async () => {
      const subscription = { plan: 'team', anchor: '2026-12-01', status: 'trialing', trial_ends_at: '2026-12-01' };
      const trial = { ...usage({ quantity: '30000' }), subscription };
      const { words } = await meterOf({ account: trial });
      expect(words()).to.contain('5,000 calls beyond what is included.').and.not.to.contain('From here $0.002 each.');
      expect(words()).to.contain('5 editors').and.to.contain('From here $12.00 each.');
      const ahead = await meterOf({ account: { ...trial, ...usage(daily()) } });
      expect(ahead.words()).to.contain('You will probably use up').and.not.to.contain('After that');
    });

    it('draws what is beyond it apart, and the track on', async () => {
      const { words, all } = await meterOf({ account: usage({ quantity: '100000' }), attributes: 'meter="calls"' });
      expect(words()).to.contain('75,000 calls beyond what is included. From here $0.002 each.');
      const [used, beyond] = all('.fill').map((fill) => ({
        kind: fill.classList[1],
        width: fill.getBoundingClientRect().width,
        image: getComputedStyle(fill).backgroundImage,
      }));
      expect([used?.kind, beyond?.kind]).to.deep.equal(['used', 'beyond']);
      expect(beyond!.width / used!.width).to.be.closeTo(3, 0.05);
      expect(used!.image, 'a pattern, not only a colour').not.to.equal(beyond!.image);
    });
  });

  describe('limits', () => {
    const sentences = async (account: object) => (await meterOf({ account, attributes: 'meter="calls"' })).words();

    it('says when a hard limit is probably reached, and how much would not be served', async () => {
      const words = await sentences({ ...usage(daily()), ...capped('24000') });
      expect(words).to.match(
        /Usage stops at your limit of 24,000 calls, probably around 2\d November.*: about \d,\d\d0 calls would not be served\./,
      );
      expect(words).to.contain('If nothing stopped it, probably about');
    });

    it('says that a soft limit stops nothing', async () => {
      expect(await sentences({ ...usage(daily()), ...notified('24000') })).to.match(
        /You will probably pass your limit of 24,000 calls around 2\d November.*It notifies only, nothing stops\./,
      );
      expect(await sentences({ ...usage(daily()), ...notified('60000', { set_by: 'company' }) })).to.contain(
        'At the company’s limit of 60,000 calls you are notified only, nothing stops; chance of getting there: less than 3 in 100.',
      );
    });

    it('says of no limit that it will probably be passed where fewer than half of what may come passes it', async () => {
      const values = Array.from({ length: 61 }, (_, day) =>
        String(day % 13 === 5 ? 9000 : 200 + ((day * 37) % 11) * 90),
      );
      const spiky = { quantity: '31180', series: { of: 'increments', from: '2026-09-23', values } };
      const notice = await sentences({ ...usage(spiky), ...notified('38000') });
      expect(notice).to.match(/likely 3\d,\d\d0 to 4\d,\d\d0/);
      expect(notice).to.match(/nothing stops; chance of getting there: (2|3)\d in 100\./);
      expect(await sentences({ ...usage(spiky), ...capped('38000') })).to.match(
        /Usage stops at your limit of 38,000 calls; chance of getting there: (2|3)\d in 100\./,
      );
    });

    it('says which threshold is passed', async () => {
      expect(await sentences({ ...usage({ quantity: '17000' }), ...notified('20000') })).to.contain(
        'The threshold of 16,000 calls is passed; 3,000 calls left to the limit.',
      );
    });

    it('says by how much a soft limit is passed', async () => {
      expect(await sentences({ ...usage({ quantity: '17000' }), ...notified('15000') })).to.contain(
        '2,000 calls over your limit of 15,000 calls. It notifies only, nothing stops.',
      );
    });

    it('says that usage is stopped, and until when', async () => {
      const { words, widget } = await meterOf({
        account: { ...usage(daily()), ...capped('20000') },
        attributes: 'meter="calls"',
      });
      expect(words()).to.contain('Stopped at your limit of 20,000 calls: nothing more is served before 1 December.');
      expect(widget.matches(':state(blocked)')).to.equal(true);
    });

    it('stops at a limit of 0', async () => {
      const { words, find } = await meterOf({
        catalog: meteredCatalog({ included: null }),
        account: { ...usage({ quantity: '0' }), ...capped('0') },
        attributes: 'meter="calls"',
      });
      expect(words()).to.contain('0 of 0 calls');
      expect(words()).to.contain('Stopped at your limit of 0 calls');
      expect(find('[role=meter]').getAttribute('aria-valuemax')).to.equal('0');
    });

    it('says how far a consent reaches, and until when', async () => {
      const words = await sentences({
        ...usage({ quantity: '21000' }),
        ...capped('20000', { consent: { quantity: '30000', until: '2026-11-30T12:00:00Z' } }),
      });
      expect(words).to.contain(
        'You agreed to go over your limit of 20,000 calls, up to 30,000 calls, until 30 November.',
      );
      expect(words).not.to.contain('Stopped');
    });

    it('leaves a limit off the track that would squeeze what matters, and says it', async () => {
      const { words, all } = await meterOf({
        account: { ...usage(daily()), ...notified('9000000') },
        attributes: 'meter="calls"',
      });
      expect(all('.mark')).to.have.length(1);
      expect(words()).to.contain('your limit of 9,000,000 calls');
    });
  });

  describe('going over a limit', () => {
    const stopped = { ...usage(daily()), ...capped('20000', { consent_wanted: true }) };

    it('asks for a new maximum and an end, and then waits for the account to say so', async () => {
      const { widget, words, find, click, type, root, setAccount } = await meterOf({
        account: stopped,
        attributes: 'meter="calls"',
      });
      const events: LimitConsentEvent[] = [];
      widget.addEventListener('pb-limit-consent', (event) => events.push(event));
      await type('[part=consent] input', '32,500');
      expect(find('[part=consent] button').textContent.trim()).to.equal(
        'Allow up to 32,500 calls until 30\u00a0November',
      );
      const [field, unit] = ['input', 'span'].map((tag) => find(`[part=consent] ${tag}`).getBoundingClientRect());
      expect(unit!.top, 'the unit stands beside its field').to.be.within(field!.top, field!.bottom);
      await click('[part=consent] button');
      expect(events).to.have.length(1);
      expect([events[0]!.limit.id, events[0]!.at.toString(), new Date(events[0]!.until).toISOString()]).to.deep.equal([
        'cap',
        '32500',
        '2026-11-30T23:00:00.000Z',
      ]);
      expect(words()).to.contain(
        'You allowed up to 32,500 calls until 30 November. Waiting for the account to confirm it.',
      );
      expect(words(), 'nothing is agreed to by itself').to.contain('Stopped at your limit of 20,000 calls');
      expect(root.activeElement?.textContent).to.contain('Waiting');
      expect(await violationsIn(widget)).to.deep.equal([]);
      await setAccount({
        ...usage(daily()),
        ...capped('20000', { consent: { quantity: '32500', until: '2026-12-01' }, consent_wanted: true }),
      });
      expect(words()).not.to.contain('Waiting');
      expect(words()).to.contain(
        'You agreed to go over your limit of 20,000 calls, up to 32,500 calls, until 30 November.',
      );
    });

    it('asks for nothing when the page says no, or when the maximum is not more', async () => {
      const { widget, words, click, type } = await meterOf({ account: stopped, attributes: 'meter="calls"' });
      let count = 0;
      widget.addEventListener('pb-limit-consent', (event) => {
        count += 1;
        event.preventDefault();
      });
      await type('[part=consent] input', '20000');
      expect(words()).to.contain('A new maximum must be more than 20,000 calls.');
      await click('[part=consent] button');
      expect(count).to.equal(0);
      await type('[part=consent] input', '25000');
      await click('[part=consent] button');
      expect(count).to.equal(1);
      expect(words()).not.to.contain('Waiting');
    });
  });

  describe('asking for a limit', () => {
    const open = 'button[aria-expanded]';
    const send = '[part=limit-form] > button';

    it('tries it out at once, asks, and waits for the account', async () => {
      const { widget, words, store, find, click, type, all, root, setAccount } = await meterOf({
        account: usage(daily()),
        attributes: 'meter="calls"',
      });
      const events: LimitRequestEvent[] = [];
      widget.addEventListener('pb-limit-request', (event) => events.push(event));
      expect(find(open).getAttribute('aria-label')).to.equal('Set a limit: API calls');
      await click(open);
      expect(store.scenario.limit?.meter).to.equal('calls');
      expect(find<HTMLInputElement>('#limit').labels![0]!.textContent).to.equal('Limit');
      await type('#limit', '24,000');
      all('.segments input')[1]!.click();
      await widget.updateComplete;
      expect(store.scenario.limit).to.deep.include({ effect: 'block', meter: 'calls' });
      expect(words()).to.match(/Usage stops at your limit of 24,000 calls, probably around .* would not be served/);
      expect(words()).to.contain(`tried out: ${compact(24_000)}`);
      expect(widget.matches(':state(blocked)')).to.equal(false);
      expect(await violationsIn(widget)).to.deep.equal([]);
      expect(find(send).textContent.trim()).to.equal('Ask to stop at 24,000 calls');
      await click(send);
      expect(events.map(({ meter, at, effect }) => [meter, at.toString(), effect])).to.deep.equal([
        ['calls', '24000', 'block'],
      ]);
      expect(store.scenario.limit, 'no longer tried out').to.equal(null);
      expect(words()).to.contain('You asked to stop at 24,000 calls. Waiting for the account to confirm it.');
      expect(root.activeElement?.textContent).to.contain('Waiting');
      await setAccount({ ...usage(daily()), ...capped('24000') });
      expect(words()).not.to.contain('Waiting');
      expect(find(open).textContent.trim()).to.equal('Change the limit');
    });

    it('leaves everything as it is when the page says no', async () => {
      const { widget, words, find, click } = await meterOf({ account: usage(daily()), attributes: 'meter="calls"' });
      widget.addEventListener('pb-limit-request', (event) => event.preventDefault());
      await click(open);
      await click(send);
      expect(words()).not.to.contain('Waiting');
      expect(find('[part=limit-form]')).not.to.equal(null);
    });

    it('starts from the limit there is, which stays while another is tried out', async () => {
      const { store, find, click, type, all } = await meterOf({
        account: { ...usage(daily()), ...capped('40000') },
        attributes: 'meter="calls"',
      });
      await click(open);
      expect(find<HTMLInputElement>('#limit').value).to.equal('40,000');
      await type('#limit', '30000');
      await type('#limit', '35000');
      expect(store.scenario.limit?.id).to.equal('cap');
      expect(find(open).textContent.trim()).to.equal('Change the limit');
      expect(all('.mark')).to.have.length(2);
      await click(open);
      expect(store.scenario.limit).to.equal(null);
      expect(find('[part=limit-form]')).to.equal(null);
    });

    it('is one at a time, and can be a budget of the invoice', async () => {
      const { store, all, find, words, widget } = await meterOf({ account: usage(daily()) });
      const [calls, , invoice] = all(open);
      calls!.click();
      await widget.updateComplete;
      invoice!.click();
      await widget.updateComplete;
      expect(all('[part=limit-form]')).to.have.length(1);
      expect(store.scenario.limit?.meter).to.equal(null);
      expect(find('#limit').parentElement!.textContent).to.contain('USD');
      expect(words()).to.contain('you are notified only');
    });

    it('says what cannot be read as a number, and goes on asking for the last one that could', async () => {
      const { words, find, click, type } = await meterOf({ account: usage(daily()), attributes: 'meter="calls"' });
      await click(open);
      await type('#limit', '24000');
      await type('#limit', 'lots');
      find('#limit').dispatchEvent(new Event('change'));
      await type('#limit', 'lots');
      expect(words()).to.contain('“lots” cannot be read as a number.');
      expect(find(send).textContent).to.contain('24,000');
    });

    it('forgets what a former customer asked for', async () => {
      const { words, click, loseAccount, setAccount } = await meterOf({
        account: usage(daily()),
        attributes: 'meter="calls"',
      });
      await click(open);
      await click(send);
      expect(words()).to.contain('Waiting');
      await loseAccount();
      await setAccount(usage({ quantity: '5' }));
      expect(words()).not.to.contain('Waiting');
    });
  });

  describe('the invoice', () => {
    const budget = { limits: [{ id: 'budget', on: 'invoice', amount: '200.00', effect: 'block', set_by: 'customer' }] };

    it('has its budget as a meter of its own, and beside the others', async () => {
      const account = { ...usage({ quantity: '8000' }), ...budget };
      const alone = await meterOf({ account, attributes: 'meter="invoice"' });
      expect(alone.words()).to.match(/^Invoice as of .* \$160\.00 of \$200\.00/);
      expect(alone.find('[role=meter]').getAttribute('aria-label')).to.equal('Invoice');
      expect((await meterOf({ account })).words()).to.contain('$160.00 of $200.00');
    });

    it('says what a budget that stops would leave unserved', async () => {
      const { words } = await meterOf({
        account: { ...usage(daily()), limits: [{ ...budget.limits[0], amount: '162.00' }] },
        attributes: 'meter="invoice"',
      });
      expect(words()).to.match(
        /Usage stops at your limit of \$162\.00.*about \$\d+ worth of usage would not be served/,
      );
    });

    it('says of a budget below a commitment that the invoice will be above it', async () => {
      const commitment = { amount: '500.00' };
      const words = async (effect: string) => {
        const account = { ...usage(daily()), commitment, limits: [{ ...budget.limits[0], amount: '400.00', effect }] };
        return (await meterOf({ account, attributes: 'meter="invoice"' })).words();
      };
      expect(await words('block')).to.contain(
        'The invoice will be above your limit of $400.00, whatever is used. Usage stops at your limit of $400.00',
      );
      expect(await words('notify')).to.contain('whatever is used. It notifies only, nothing stops.');
    });

    it('gives way to a meter of that name', async () => {
      const catalog = { ...meteredCatalog(), examples: [] };
      catalog.meters[0]!.id = 'invoice';
      const plan = catalog.plans[0] as { charges: { meter?: string }[] };
      plan.charges[1]!.meter = 'invoice';
      const { words } = await meterOf({
        catalog,
        account: { usage: { invoice: { quantity: '7' } } },
        attributes: 'meter="invoice"',
      });
      expect(words()).to.contain('7 of 25,000 calls included');
    });
  });

  describe('seats', () => {
    const seats = (quantity: string, active: string | undefined) =>
      meterOf({ account: usage({ quantity: '8000' }, { quantity, active }), attributes: 'meter="editors"' });

    it('shows each, and what the unused ones cost', async () => {
      const { words, all } = await seats('12', '8');
      expect(words()).to.contain('8 of 12 editors active');
      expect(words()).to.contain('4 of 12 are unused: -$48.00 a month without them. 67% in use.');
      expect(all('.cells .used')).to.have.length(8);
      expect(all('.cells .free')).to.have.length(4);
    });

    it('says how many are left and what the next one costs when they run short', async () => {
      expect((await seats('12', '11')).words()).to.contain('1 is free; the next one costs $12.00 a month. 92% in use.');
      const { words } = await seats('12', '12');
      expect(words()).to.contain('None is free; the next one costs $12.00 a month.').and.not.to.contain('100%');
    });

    it('shows a bar where there are many, and seats in use beyond those bought', async () => {
      const { all, words } = await seats('300', '310');
      expect(all('.cells')).to.have.length(0);
      expect(all('.track .fill').map(({ className }) => className)).to.deep.equal(['fill used', 'fill over']);
      expect(words()).to.contain('10 more are active than were bought.');
    });

    it('says that the active ones are not reported', async () => {
      const { words, all } = await seats('12', undefined);
      expect(words()).to.contain('12 editors How many are active is not reported. From here $12.00 each.');
      expect(all('.cells')).to.have.length(0);
    });
  });

  describe('credits and commitment', () => {
    const credit = { name: 'Prepaid', unit: 'USD', granted: '500', source: 'purchased' };

    it('stand in the order they are used, with what is left, until when, and what then', async () => {
      const { words, all } = await meterOf({
        account: {
          ...usage(daily()),
          credits: [
            { ...credit, id: 'b', name: 'Later', balance: '400', priority: 2, when_empty: 'block' },
            { ...credit, id: 'a', name: 'First', balance: '90', priority: 1, expires_at: '2026-12-31T12:00:00Z' },
            { id: 'c', name: 'Pack', unit: 'calls', balance: '900', granted: '1000', priority: 3, source: 'purchased' },
            { ...credit, id: 'd', name: 'Untaxed', balance: '7', priority: 4, applied: 'before_tax' },
          ],
        },
        attributes: 'meter="credits"',
      });
      // Units come before prices, and prices before taxes, whatever the priorities.
      expect(all('ol > li .row > :first-child').map(({ textContent }) => textContent)).to.deep.equal([
        'Pack',
        'Untaxed',
        'First',
        'Later',
      ]);
      expect(words()).to.contain('First $90.00 of $500.00 left The next invoice uses it up. Expires 31 December 2026.');
      expect(words()).to.contain('When it is empty, the next one pays.');
      expect(words()).to.contain('When it is empty, usage is billed.');
      expect(words()).to.match(
        /\$400\.00 of \$500\.00 left Pays \$\d+\.\d\d of the next invoice\. Probably used up around/,
      );
      expect(words()).to.contain('When it is empty, usage stops.');
      expect(words()).to.match(
        /Pack 900 calls of 1,000 calls left The next invoice uses it up\. Probably used up around/,
      );
      expect(all('[role=meter]').map((meter) => plain(meter.getAttribute('aria-valuetext')!))).to.deep.equal([
        '900 calls',
        '$7.00',
        '$90.00',
        '$400.00',
      ]);
    });

    it('say what will expire unused', async () => {
      const { words } = await meterOf({
        account: {
          ...usage(daily()),
          credits: [{ ...credit, id: 'a', balance: '450', expires_at: '2026-12-02T12:00:00Z' }],
        },
        attributes: 'meter="credits"',
      });
      expect(words()).to.match(/Expires 2 December 2026, when about \$\d+\.\d\d will probably be unused\./);
    });

    it('say what expires before the invoice is issued, and what has expired', async () => {
      const { words } = await meterOf({
        account: {
          ...usage(daily()),
          credits: [
            { ...credit, id: 'a', name: 'Soon', balance: '50', expires_at: '2026-11-25T12:00:00Z' },
            { ...credit, id: 'b', name: 'Gone', balance: '40', expires_at: '2026-11-20T12:00:00Z' },
            { id: 'c', name: 'Pack', unit: 'calls', balance: '900000', expires_at: '2026-12-15', source: 'purchased' },
          ],
        },
        attributes: 'meter="credits"',
      });
      expect(words()).to.contain('$50.00 of $500.00 left Expires 25 November 2026, when about $50.00 will');
      expect(words()).to.contain('$40.00 of $500.00 left Expired 20 November 2026.');
      expect(words()).to.match(
        /900,000 calls left Pays [\d,]+ calls .+ when about 89\d,\d+ calls will probably be unused\./,
      );
    });

    it('say from when on what is granted later is there', async () => {
      const { words } = await meterOf({
        account: {
          ...usage(daily()),
          credits: [
            { ...credit, id: 'a', name: 'Now', balance: '50', granted_at: '2026-11-01' },
            { ...credit, id: 'b', name: 'Next', balance: '400', granted_at: '2026-12-05' },
          ],
        },
        attributes: 'meter="credits"',
      });
      expect(words()).to.contain('$50.00 of $500.00 left The next invoice uses it up.');
      expect(words()).to.contain('$400.00 of $500.00 left Not there before 5 December 2026. Probably used up around');
    });

    it('say what has counted towards a commitment, and what would be charged to reach it', async () => {
      const commitment = (counted: string, amount: string) => ({
        ...usage({ quantity: '8000' }),
        commitment: {
          amount,
          counted,
          period: { start: '2026-10-01', end: '2026-12-01' },
          basis: 'before_discounts',
        },
      });
      const { words, find } = await meterOf({ account: commitment('500', '1000'), attributes: 'meter="commitment"' });
      expect(words()).to.contain('$500.00 of $1,000.00, until 30 November 2026');
      expect(words()).to.contain('Probably $660 by then; about $340 would be charged to reach it.');
      expect(find('[role=meter]').getAttribute('aria-valuenow')).to.equal('50');
      const unsure = await meterOf({
        catalog: meteredCatalog({ included: { quantity: '0' } }),
        account: { ...commitment('500', '1000'), ...usage(daily()) },
        attributes: 'meter="commitment"',
      });
      expect(unsure.words()).to.match(/about \$\d+ would be charged to reach it, likely \$?\d+\s*–\s*\$?\d+\./);
      const enough = await meterOf({ account: commitment('900', '1000'), attributes: 'meter="commitment"' });
      expect(enough.words()).to.contain('enough to reach it.');
      const reached = await meterOf({ account: commitment('1200', '1000'), attributes: 'meter="commitment"' });
      expect(reached.words()).to.contain('$1,200.00 of $1,000.00, until 30 November 2026 Reached.');
    });
  });

  describe('a what-if', () => {
    it('shows the hand instead of the forecast, and what is beyond', async () => {
      const { store, words, settled } = await meterOf({ account: usage(daily()), attributes: 'meter="calls"' });
      const { withQuantity } = await import('../../src/engine/usage/scenario.ts');
      const { Decimal } = await import('../../src/engine/numbers/decimal.ts');
      store.edit(withQuantity('calls', new Decimal(40_000), 'exactly'));
      await settled();
      expect(words()).to.contain('15,000 calls beyond what is included.');
      expect(words()).to.contain('At these quantities: 40,000 calls.');
      expect(words()).not.to.contain('robably');
    });
  });

  const STATES: readonly (readonly [name: string, documents: Parameters<typeof meterOf>[0], says: RegExp])[] = [
    ['calm', { account: calm }, /likely/],
    ['nothing used yet', { account: usage({ quantity: '0' }) }, /0 of 25,000 calls included.*Nothing used yet\./],
    [
      'not reported',
      { account: { usage: { editors: { quantity: '5' } } } },
      /API calls not reported .*usage is not reported/,
    ],
    [
      'usage without a charge',
      { catalog: meteredCatalog({ meter: 'editors' }), account: usage({ quantity: '8000' }) },
      /API calls 8,000 calls API calls: this plan has no price for it\./,
    ],
    [
      'negative correction',
      { account: usage({ quantity: '-120' }) },
      /-120 of 25,000.*More was taken back than was counted\./,
    ],
    ['huge quantities', { account: usage({ quantity: '987654321987654321' }) }, /987,654,321,987,654,321 of 25,000/],
    [
      'zero included',
      { catalog: meteredCatalog({ included: { quantity: '0' } }) },
      /8,000 calls .*From here \$0\.002 each/,
    ],
    ['stopped', { account: { ...usage(daily()), ...capped('20000', { consent_wanted: true }) } }, /Allow up to/],
    ['over a soft limit', { account: { ...usage(daily()), ...notified('20000') } }, /over your limit/],
    ['no account', { account: null }, /25,000 calls included.*At these quantities: 1,000 calls/],
    [
      'nothing to count',
      { catalog: meteredCatalog({}, { charges: [] }), account: null },
      /Nothing is counted on this plan\./,
    ],
    [
      'very long names',
      {
        catalog: {
          ...meteredCatalog(),
          meters: meteredCatalog().meters.map((meter) => ({
            ...meter,
            name: 'Zusammengesetzte'.repeat(6),
            unit: { other: 'Nachrichtenübermittlungsaufrufe'.repeat(3) },
          })),
        },
        account: calm,
      },
      /Zusammengesetzte/,
    ],
    [
      'money',
      {
        catalog: {
          ...meteredCatalog(
            {},
            {
              charges: [
                {
                  id: 'share',
                  name: 'Share',
                  model: 'graduated',
                  meter: 'calls',
                  included: { quantity: '25000' },
                  tiers: [{ up_to: null, rate_pct: '2' }],
                },
              ],
            },
          ),
          meters: [{ ...meteredCatalog().meters[0], kind: 'money', step: '0.01' }, meteredCatalog().meters[1]],
        },
      },
      /\$8,000\.00 of \$25,000\.00 included.*\$25[Kk] included, then 2%/,
    ],
    [
      'a plan without a price',
      { catalog: meteredCatalog({ model: 'by_the_moon' }), account: usage({ quantity: '8000' }) },
      /Team cannot be priced here.*API calls 8,000 calls.*Invoice not known/,
    ],
    [
      'twelve meters',
      {
        catalog: {
          ...meteredCatalog(),
          meters: [
            ...meteredCatalog().meters,
            ...Array.from({ length: 10 }, (_, index) => ({
              id: `m${index}`,
              name: `Meter ${index}`,
              unit: { other: 'things' },
            })),
          ],
        },
        account: {
          usage: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`m${index}`, { quantity: '7' }])),
        },
      },
      /Meter 9 7 things/,
    ],
  ];

  for (const [name, documents, says] of STATES) {
    it(`is readable and within its box: ${name}`, async () => {
      const { widget, words, all } = await meterOf({ ...documents, width: 320 });
      expect(words()).to.match(says);
      expect(words()).not.to.match(/NaN|undefined|null|\{/);
      expect(await violationsIn(widget)).to.deep.equal([]);
      const box = widget.getBoundingClientRect();
      const outside = all('.frame *').filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < box.left - 0.5 || right > box.right + 0.5);
      });
      expect(outside.map(({ outerHTML }) => outerHTML.slice(0, 80))).to.deep.equal([]);
      for (const button of all('button, a, input:not([type=radio]), label:has([type=radio])')) {
        expect(button.getBoundingClientRect().height, button.textContent).to.be.at.least(button.matches('a') ? 16 : 24);
      }
    });
  }

  for (const direction of ['ltr', 'rtl']) {
    it(`lets no label cover another at any width: ${direction}`, async () => {
      const place = await meterOf({
        account: {
          ...usage(daily()),
          limits: [...capped('31000').limits, ...notified('29000', { id: 'soft' }).limits],
        },
        attributes: 'meter="calls"',
        width: 260,
      });
      place.widget.parentElement!.dir = direction;
      for (let width = 260; width <= 900; width += 32) {
        place.widget.parentElement!.style.inlineSize = `${width}px`;
        const boxes = place.all('.labels span').map((label) => label.getBoundingClientRect());
        expect(boxes).to.have.length(3);
        const box = place.find('.meter').getBoundingClientRect();
        boxes.forEach((a, index) => {
          expect(a.left >= box.left - 0.5 && a.right <= box.right + 0.5, `inside at ${width}`).to.equal(true);
          for (const b of boxes.slice(index + 1)) {
            // Engines measure in sixtieths or sixty-fourths of a pixel.
            const gap = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
            const apart = gap >= -1 / 32;
            expect(apart, `apart at ${width}`).to.equal(true);
          }
        });
      }
    });
  }

  it('puts labels at their marks where there is room', async () => {
    const { all } = await meterOf({
      account: { ...usage(daily()), ...capped('50000') },
      attributes: 'meter="calls"',
      width: 900,
    });
    const marks = all('.mark').map((mark) => mark.getBoundingClientRect());
    const [included, limit] = all('.labels span').map((label) => label.getBoundingClientRect());
    expect(included!.right).to.be.closeTo(marks[0]!.right, 2);
    expect(limit!.right).to.be.closeTo(marks[1]!.right, 2);
  });

  it('is mirrored from right to left', async () => {
    const { widget, find, settled } = await meterOf({
      account: usage({ quantity: '8000' }),
      attributes: 'meter="calls"',
    });
    widget.parentElement!.dir = 'rtl';
    widget.locale = null;
    widget.lang = 'ar';
    widget.requestUpdate();
    await settled();
    const [track, used] = [find('.track'), find('.fill')].map((element) => element.getBoundingClientRect());
    expect(used!.right).to.be.closeTo(track!.right, 1);
  });

  it('says nothing outside of its messages', async () => {
    const { widget, words, click, settled } = await meterOf({
      account: {
        ...usage({ ...daily(), provisional: '2', evidence_url: '/evidence' }, { quantity: '12', active: '8' }),
        ...capped('24000', { consent_wanted: true }),
        credits: [{ id: 'a', name: '·', unit: 'USD', balance: '450', granted: '500', expires_at: '2026-12-02' }],
      },
    });
    widget.messages = pseudoLanguage();
    await settled();
    await click('button[aria-expanded]');
    const known = /API|calls?|Editors?|editors|November|December|Nov|Dec|USD|US/g;
    expect(words().replace(known, '')).not.to.match(/[A-Za-z]{3,}/);
  });
});
