import { expect } from 'chai';
import '../../src/elements/plan-comparison/index.ts';
import type { PlanComparison } from '../../src/elements/plan-comparison/index.ts';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import { createPricingStore, type PricingStore } from '../../src/store/pricing-store.ts';
import type { Snapshot } from '../../src/store/snapshot.ts';
import { violationsIn } from '../support/axe.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { FakeResource } from '../support/fake-resource.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { overflowing } from '../support/geometry.ts';
import { until } from '../support/until.ts';

type Json = Readonly<Record<string, unknown>>;

/** By the last instant of the period nothing more is expected: 8,000 calls and 5 editors. */
const customer = (more: Json = {}) => exampleAccount({ as_of: '2026-11-30T22:59:59Z', ...more });
const calls = (quantity: number) => withQuantity('calls', new Decimal(quantity), 'exactly');
const editors = (quantity: number) => withQuantity('editors', new Decimal(quantity), 'exactly');

interface Setting {
  readonly plans?: readonly Json[];
  readonly width?: string;
  readonly locale?: string;
}

/** Starter is 10 + 0.02 a call, Team 100 + 0.01 a call and 12 an editor: the same at 15,000 calls and 5 editors. */
function setUp({ plans = exampleCatalog().plans, width = '900px', locale = 'en' }: Setting = {}) {
  const place = fixture(`<div><pb-plan-comparison locale="${locale}"></pb-plan-comparison></div>`);
  (place.firstElementChild as HTMLElement).style.inlineSize = width;
  const widget = place.querySelector('pb-plan-comparison')!;
  const inner = createPricingStore({
    catalog: new FakeResource(parseCatalog(exampleCatalog({ plans }))),
    account: new FakeResource(parseAccount(customer())),
  });
  const { store, compared } = watched(inner);
  widget.store = store;
  return { place, widget, store, compared };
}

/** The same store, with a count of how often its estimates were asked to compare. */
function watched(inner: PricingStore) {
  const compared = { count: 0 };
  const seen = new WeakMap<Snapshot, Snapshot>();
  const watch = (snapshot: Snapshot): Snapshot => {
    if (snapshot.status !== 'ready') return snapshot;
    const { estimate } = snapshot;
    const compare: Estimate['compare'] = (...question) => {
      compared.count += 1;
      return estimate.compare(...question);
    };
    // The parts of an estimate are getters, which a copy would ask for all at once.
    const get = (target: Estimate, key: string | symbol) =>
      key === 'compare' ? compare : target[key as keyof Estimate];
    return { ...snapshot, estimate: new Proxy(estimate, { get }) };
  };
  const store: PricingStore = {
    ...inner,
    get scenario() {
      return inner.scenario;
    },
    get snapshot() {
      const { snapshot } = inner;
      if (!seen.has(snapshot)) seen.set(snapshot, watch(snapshot));
      return seen.get(snapshot)!;
    },
  };
  return { store, compared };
}

const root = (widget: PlanComparison) => widget.shadowRoot!;
const wordsOf = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const remarks = (widget: PlanComparison) => [...root(widget).querySelectorAll('.remarks li')].map(wordsOf);
const drawn = (widget: PlanComparison) => until(() => remarks(widget).length > 0);
const handle = (widget: PlanComparison) => root(widget).querySelector<HTMLInputElement>('.plot input')!;
const place = (element: HTMLElement) => parseFloat(element.style.insetInlineStart);

describe('<pb-plan-comparison>, its drawing', () => {
  afterEach(removeFixtures);

  it('draws what each plan costs, with names at the ends of lines and the visitor’s place', async () => {
    const { widget } = setUp();
    await drawn(widget);
    const lines = [...root(widget).querySelectorAll('.plot path:not(.grid, .place, .reading, .beyond)')];
    expect(lines.map((line) => line.getAttribute('class'))).to.deep.equal(['best', 'own']);
    expect([...root(widget).querySelectorAll('.ends span')].map(wordsOf)).to.deep.equal(['Starter', 'Team']);
    // 8,000 of 16,000 calls.
    expect(root(widget).querySelector('path.place')!.getAttribute('d')).to.equal('M50 0V100');
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('you, 8,000');
    expect(wordsOf(root(widget).querySelector('figcaption'))).to.match(/^Cost a month over/);
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('marks break-evens, says them in words, and the nearest on its card', async () => {
    const { widget, store } = setUp();
    await drawn(widget);
    expect(remarks(widget)).to.deep.equal(['1 Starter: cheaper than Team up to 14,999 calls']);
    const marks = [...root(widget).querySelectorAll<HTMLElement>('.plot .mark')];
    expect(marks.map(wordsOf)).to.deep.equal(['1']);
    expect(place(marks[0]!.parentElement!)).to.be.closeTo((100 * 14_999) / 16_000, 0.001);
    expect(wordsOf(root(widget).querySelector('[part=break-even]'))).to.equal('cheaper than Team up to 14,999 calls');
    store.edit(editors(4));
    await until(() => remarks(widget)[0] === '1 Starter: cheaper than Team up to 13,799 calls');
    expect(wordsOf(root(widget).querySelector('[part=break-even]'))).to.equal('cheaper than Team up to 13,799 calls');
    store.edit(editors(10));
    // Beyond the drawing: without a number.
    await until(() => remarks(widget)[0] === 'Starter: cheaper than Team up to 20,999 calls');
  });

  it('draws no further than a plan’s limit, says where it stops, and calls it cheaper up to there', async () => {
    const [starter, ...others] = exampleCatalog().plans;
    const limits = [{ id: 'cap', meter: 'calls', quantity: '10000', effect: 'block' }];
    const { widget } = setUp({ plans: [{ ...starter, limits }, ...others] });
    await until(() => remarks(widget).length === 2);
    expect(remarks(widget)).to.deep.equal([
      'Starter: cheaper than Team up to 10,000 calls',
      'Starter: stops at 10,000 calls',
    ]);
    expect(place(root(widget).querySelector<HTMLElement>('.stop')!)).to.equal(62.5);
    expect(root(widget).querySelectorAll('.plot .mark')).to.have.length(0);
  });

  it('says of a plan that has none of it no more than that', async () => {
    const [starter, ...others] = exampleCatalog().plans;
    const limits = [{ id: 'cap', meter: 'calls', quantity: '0', effect: 'block' }];
    const { widget } = setUp({ plans: [{ ...starter, limits }, ...others] });
    await drawn(widget);
    expect(remarks(widget)).to.deep.equal(['Starter: stops at 0 calls']);
    expect(root(widget).querySelector('[part=break-even]')).to.equal(null);
  });

  it('reads the costs at a quantity by key and by pointer, exactly, and returns to the visitor’s place', async () => {
    const { widget } = setUp();
    await drawn(widget);
    const input = handle(widget);
    expect(input.ariaLabel).to.equal('Read the costs at a quantity');
    expect(input.getAttribute('aria-valuetext')).to.equal('8,000 calls: Starter $170.00 and Team $240.00');
    input.value = String(Number(input.max) / 4);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await widget.updateComplete;
    expect(input.getAttribute('aria-valuetext')).to.equal('4,000 calls: Starter $90.00 and Team $200.00');
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('4,000');
    expect(wordsOf(root(widget).querySelector('.readings'))).to.equal('4,000 calls: Starter $90.00 and Team $200.00');
    input.dispatchEvent(new FocusEvent('blur'));
    await widget.updateComplete;
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('you, 8,000');
    const { left, width, top } = root(widget).querySelector('.plot')!.getBoundingClientRect();
    input.dispatchEvent(new PointerEvent('pointermove', { clientX: left + (width * 3) / 4, clientY: top + 5 }));
    await widget.updateComplete;
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('12,000');
    input.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    await widget.updateComplete;
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('you, 8,000');
  });

  it('says the same as a table when asked to', async () => {
    const { widget } = setUp();
    await drawn(widget);
    const details = root(widget).querySelector<HTMLDetailsElement>('figure details')!;
    expect(details.querySelector('table')).to.equal(null);
    details.open = true;
    await until(() => details.querySelector('table') !== null);
    const rows = [...details.querySelectorAll('tr')].map((row) => [...row.cells].map(wordsOf));
    expect(rows).to.deep.equal([
      ['API calls', 'Starter', 'Team'],
      ['0 calls', '$10.00', '$160.00'],
      ['5,000 calls', '$110.00', '$210.00'],
      ['8,000 calls', '$170.00', '$240.00'],
      ['10,000 calls', '$210.00', '$260.00'],
      ['14,999 calls', '$309.98', '$309.99'],
      ['15,000 calls', '$310.00', '$310.00'],
    ]);
    expect(wordsOf(details.querySelector('tr.strong'))).to.contain('8,000 calls');
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('draws over another meter when it is chosen', async () => {
    const { widget } = setUp();
    await drawn(widget);
    const select = root(widget).querySelector('select')!;
    expect([...select.options].map(({ text }) => text)).to.deep.equal(['API calls a month', 'Editors']);
    select.value = 'editors';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => remarks(widget)[0] === 'Starter: cheaper than Team at any quantity');
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('you, 5');
  });

  it('cuts no number that is read, in a narrow container with long names', async () => {
    const plans = exampleCatalog().plans.map((plan) => ({ ...plan, name: `${plan.name} for many companies` }));
    for (const locale of ['en', 'ar']) {
      const { widget, store } = setUp({ plans, width: '320px', locale });
      store.edit(calls(13_932_926_432_949));
      await drawn(widget);
      const label = root(widget).querySelector('.read-at span')!;
      expect(label.scrollWidth, locale).to.equal(label.clientWidth);
      expect(overflowing(widget), locale).to.deep.equal([]);
      removeFixtures();
    }
  });

  it('ends the name of the meter in an ellipsis where it has no room', async () => {
    const { widget } = setUp();
    await drawn(widget);
    widget.style.inlineSize = '220px';
    const select = root(widget).querySelector('select')!;
    expect(select.offsetWidth).to.be.at.most(select.parentElement!.offsetWidth);
    expect(getComputedStyle(select).textOverflow).to.equal('ellipsis');
  });

  it('draws the interval that is looked at, and never one interval under the name of another', async () => {
    const yearly = exampleCatalog()
      .plans.slice(0, 2)
      .map((plan) => ({ ...plan, id: `${plan.id}_year`, interval: { unit: 'year', count: 1 } }));
    const { widget } = setUp({ plans: [...exampleCatalog().plans, ...yearly] });
    await drawn(widget);
    const caption = () => wordsOf(root(widget).querySelector('figcaption'));
    expect(caption()).to.match(/^Cost a month over/);
    root(widget).querySelectorAll<HTMLElement>('.segments input')[1]!.click();
    await widget.updateComplete;
    expect(caption()).to.match(/^Cost a year over/);
    expect(root(widget).querySelector('.plot')).to.equal(null);
    await drawn(widget);
    // Twelve months of calls against one yearly fee: 10 + 0.24 a call, and 160 + 0.12 a call.
    expect(remarks(widget)).to.deep.equal(['1 Starter: cheaper than Team up to 1,249 calls']);
  });

  it('runs from right to left where the page does', async () => {
    const { widget } = setUp({ locale: 'he' });
    await drawn(widget);
    const plot = root(widget).querySelector('.plot')!.getBoundingClientRect();
    const ends = root(widget).querySelector('.ends')!.getBoundingClientRect();
    expect(ends.right).to.be.below(plot.left);
    const mark = root(widget).querySelector('.plot .mark')!.getBoundingClientRect();
    expect((plot.right - (mark.left + mark.right) / 2) / plot.width).to.be.closeTo(14_999 / 16_000, 0.005);
    handle(widget).dispatchEvent(new PointerEvent('pointermove', { clientX: plot.right - plot.width / 4 }));
    await widget.updateComplete;
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.contain('4,000');
  });

  it('lets no name cover another, also in a narrow place', async () => {
    const { charges, ...starter } = exampleCatalog().plans[0] as Json & { charges: readonly Json[] };
    const plans = Array.from({ length: 8 }, (_, index) => ({
      ...starter,
      id: index ? `plan_${index}` : 'team',
      family: `plan_${index}`,
      name: `Plan with a long name ${index}`,
      charges: charges.map((charge) => (charge.id === 'fee' ? { ...charge, amount: String(10 + index) } : charge)),
    }));
    const { widget } = setUp({ plans, width: '320px' });
    await drawn(widget);
    const names = [...root(widget).querySelectorAll('.ends span')].map((name) => name.getBoundingClientRect());
    expect(names).to.have.length(8);
    const sorted = names.sort((a, b) => a.top - b.top);
    sorted.slice(1).forEach((name, index) => expect(name.top).to.be.at.least(sorted[index]!.bottom - 0.5));
    const plot = root(widget).querySelector('.plot')!.getBoundingClientRect();
    expect(plot.width, 'what is left for the lines').to.be.at.least(100);
    expect(root(widget).querySelector('.frame')!.scrollWidth).to.be.at.most(320);
  });

  for (const width of ['320px', '900px']) {
    it(`lets no mark cover another, however near the break-evens are, in ${width}`, async () => {
      const [starter] = exampleCatalog().plans as readonly Json[];
      // Against the first: the same at 1,000, 1,100 and 1,300 calls.
      const plans = [50, 40, 28, 11].map((fee, index) => ({
        ...starter,
        id: index ? `plan_${index}` : 'team',
        family: `plan_${index}`,
        name: `Plan ${index}`,
        charges: [
          { id: 'fee', model: 'flat', amount: String(fee) },
          { id: 'calls', model: 'per_unit', meter: 'calls', unit_amount: `0.0${index + 1}` },
        ],
      }));
      const { widget } = setUp({ plans, width });
      await drawn(widget);
      const drawing = root(widget).querySelector('.plot')!.getBoundingClientRect();
      const top = Number(wordsOf([...root(widget).querySelectorAll('.y-axis span')].at(-1)!).slice(1));
      const stems = [...root(widget).querySelectorAll('.stem')].reverse();
      const marks = [...root(widget).querySelectorAll('.plot .mark')]
        .map((mark) => mark.getBoundingClientRect())
        .reverse();
      expect(marks).to.have.length(3);
      for (const [index, cost] of [60, 61, 63].entries()) {
        const [mark, stem] = [marks[index]!, stems[index]!.getBoundingClientRect()];
        const height = (top * (drawing.bottom - stem.bottom)) / drawing.height;
        expect(height, 'its stem begins where the lines cross').to.be.closeTo(cost, 0.1);
        expect(mark.left + mark.right, 'and goes straight up').to.be.closeTo(stem.left + stem.right, 1.1);
        expect((mark.top + mark.bottom) / 2, 'to it').to.be.closeTo(stem.top, 0.5);
      }
      for (const [index, one] of marks.entries()) {
        for (const other of marks.slice(index + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).to.be.at.least(one.width);
      }
    });
  }

  it('leaves the scale readable where a mark stands at the start', async () => {
    const { widget } = setUp();
    await drawn(widget);
    const stem = root(widget).querySelector<HTMLElement>('.stem')!;
    stem.style.insetInlineStart = '0';
    for (const size of ['12px', '32px']) {
      widget.style.fontSize = size;
      const mark = stem.firstElementChild!.getBoundingClientRect();
      const scale = root(widget).querySelector('.y-axis span')!;
      const text = document.createRange();
      text.selectNodeContents(scale);
      expect(text.getBoundingClientRect().right, size).to.be.at.most(mark.left);
    }
  });

  it('compares nothing as long as it cannot be seen', async () => {
    const { place: where, widget, compared } = setUp();
    where.hidden = true;
    await widget.updateComplete;
    // Long enough for an observer to have spoken twice.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve))));
    expect(compared.count).to.equal(0);
    where.hidden = false;
    await drawn(widget);
    expect(compared.count).to.be.above(0);
  });

  it('compares nothing anew while the quantity along its axis moves, and nothing in a step of another', async () => {
    const { widget, store, compared } = setUp();
    await drawn(widget);
    const before = compared.count;
    const { snapshot } = store;
    store.edit(calls(7_000));
    expect(store.snapshot).not.to.equal(snapshot);
    await widget.updateComplete;
    expect(wordsOf(root(widget).querySelector('.read-at'))).to.equal('you, 7,000');
    expect(wordsOf(root(widget).querySelector('.readings'))).to.equal('7,000 calls: Starter $150.00 and Team $230.00');
    store.edit(editors(4));
    await widget.updateComplete;
    expect(compared.count).to.equal(before);
    await until(() => remarks(widget)[0] === '1 Starter: cheaper than Team up to 13,799 calls');
    expect(compared.count).to.be.above(before);
  });

  it('takes its drawing back where a plan says nothing of what is used then', async () => {
    const [starter, ...others] = exampleCatalog().plans as readonly (Json & { charges: readonly Json[] })[];
    const { widget, store } = setUp({ plans: [{ ...starter, charges: starter!.charges.slice(0, 2) }, ...others] });
    store.edit(editors(0));
    await drawn(widget);
    store.edit(editors(4));
    await until(() => root(widget).querySelector('figure') === null);
  });

  it('has nothing to draw for one plan alone, or where nothing is counted', async () => {
    const [, team, enterprise] = exampleCatalog().plans;
    const { widget } = setUp({ plans: [team!, enterprise!] });
    await widget.updateComplete;
    await until(() => root(widget).querySelectorAll('.card').length === 2);
    expect(root(widget).querySelector('figure')).to.equal(null);
  });
});
