import { expect } from 'chai';
import { http, HttpResponse } from 'msw';
import { REST_MS } from '../../src/elements/pricing-element.ts';
import type { ScenarioChangeEvent, ScenarioInputEvent } from '../../src/elements/events.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { cdp } from '../support/commands.ts';
import { documentsOf, type Edge } from '../support/edge-documents.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { removeFixtures } from '../support/fixture.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { until } from '../support/until.ts';
import { moveSlider, openWidgets, readInvoice, settled, wordsIn, type Widgets } from '../support/widgets.ts';

interface CoverageEntry {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { readonly count: number }[];
  }[];
}

const endpoint = new MockEndpoint();

/** How often a function of a module has been called since this was last asked, by the browser's own count. */
async function callsOf(file: string, name: string): Promise<number> {
  const { result } = await cdp<{ result: readonly CoverageEntry[] }>('Profiler.takePreciseCoverage');
  const { functions = [] } = result.find(({ url }) => url.includes(file)) ?? {};
  return functions.find(({ functionName }) => functionName === name)?.ranges[0]?.count ?? 0;
}

async function startCounting(file: string, name: string): Promise<void> {
  await cdp('Profiler.enable');
  await cdp('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await callsOf(file, name);
}

/** From now on, how often each widget has rendered. */
function countRenders({ all }: Widgets): () => number[] {
  const counts = all.map(() => 0);
  for (const [index, widget] of all.entries()) {
    const rendered = widget as unknown as { updated: (changed: Map<PropertyKey, unknown>) => void };
    const updated = rendered.updated.bind(widget);
    rendered.updated = (changed) => {
      counts[index]! += 1;
      updated(changed);
    };
  }
  return () => counts;
}

describe('one input', () => {
  before(() => endpoint.start());
  after(() => endpoint.stop());
  afterEach(removeFixtures);

  let visits = 0;

  async function open(): Promise<Widgets> {
    visits += 1;
    endpoint.use(
      http.get('*/catalog', () => HttpResponse.json(exampleCatalog())),
      http.get('*/account', () => HttpResponse.json(exampleAccount())),
      // Whatever else is asked for is counted too.
      http.all('*', () => new HttpResponse(null, { status: 404 })),
    );
    const widgets = await openWidgets(`endpoint="/input-${visits}"`);
    endpoint.requests.length = 0;
    return widgets;
  }

  it('leads to one event that already carries the new total, one render of each widget, and no request', async () => {
    const widgets = await open();
    const { place, forecast, meter, comparison, all } = widgets;
    const events: ScenarioInputEvent[] = [];
    place.addEventListener('pb-scenario-input', (event) => events.push(event));
    const rendersOf = countRenders(widgets);
    const before = readInvoice(forecast).total;

    moveSlider(forecast, 'calls', 9);
    // Before anything was awaited: 100, 5 editors × 12, and the calls × 0.01.
    expect(events).to.have.length(1);
    const [{ estimate, scenario }] = events as [ScenarioInputEvent];
    const calls = scenario.quantities.get('calls')!.quantity;
    const total = createFormat('en-US').amount(calls.times('0.01').plus(160), 'USD');
    expect(createFormat('en-US').amount(estimate.invoice.total!, 'USD')).to.equal(total);
    expect(total).not.to.equal(before);

    await settled(widgets);
    expect(rendersOf()).to.deep.equal([1, 1, 1]);
    const shown = all.map(({ snapshot }) => (snapshot.status === 'ready' ? snapshot.estimate : null));
    expect(new Set([...shown, estimate])).to.have.length(1);
    expect(readInvoice(forecast).total).to.equal(total);
    const quantity = createFormat('en-US').number(calls);
    for (const widget of [forecast, meter, comparison]) expect(wordsIn(widget)).to.contain(`${quantity} calls`);
    expect(endpoint.requests).to.have.length(0);
  });

  it('is priced once', async function () {
    // Only Chromium tells how often a function was called.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    const widgets = await open();
    await startCounting('/src/engine/estimate/estimate.ts', 'estimate');
    moveSlider(widgets.forecast, 'editors', 9);
    await settled(widgets);
    expect(await callsOf('/src/engine/estimate/estimate.ts', 'estimate')).to.equal(1);
    // The same again, so that the count is known to count.
    for (const position of [3, 5, 7]) moveSlider(widgets.forecast, 'calls', position);
    await settled(widgets);
    expect(await callsOf('/src/engine/estimate/estimate.ts', 'estimate')).to.equal(3);
  });

  it('is a choice once the hand has rested: one event, and the total in words', async () => {
    const { place, scope, forecast } = await open();
    const inputs: ScenarioInputEvent[] = [];
    const changes: ScenarioChangeEvent[] = [];
    place.addEventListener('pb-scenario-input', (event) => inputs.push(event));
    place.addEventListener('pb-scenario-change', (event) => changes.push(event));
    const region = scope.shadowRoot!.querySelector('[role=status]')!;
    for (const position of [3, 6, 9]) moveSlider(forecast, 'editors', position);
    expect(inputs).to.have.length(3);
    expect(changes).to.have.length(0);
    await until(() => changes.length > 0);
    // A timer may fire within the millisecond before.
    expect(changes[0]!.timeStamp - inputs[2]!.timeStamp).to.be.at.least(REST_MS - 1);
    expect(REST_MS).to.equal(400);
    expect(changes.map(({ estimate }) => estimate)).to.deep.equal([inputs[2]!.estimate]);
    expect(region.textContent).to.contain(readInvoice(forecast).total);
  });

  it('lays the page out no more often where it draws new futures than where nothing is uncertain', async function () {
    // Only Chromium counts its layouts.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    await cdp('Performance.enable');
    const layouts = async () => {
      const { metrics } = await cdp<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')!.value;
    };
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    /** Layouts and ranges of ten moves of a slider, once the first few have been made. */
    const moves = async (edge: Edge) => {
      const widgets = await openWidgets('', JSON.parse(JSON.stringify(documentsOf(edge))) as object);
      const ranges = new Set<string>();
      let before = 0;
      for (let position = 1; position <= 15; position += 1) {
        if (position === 6) before = await layouts();
        moveSlider(widgets.forecast, 'calls', position);
        await frame();
        const { snapshot } = widgets.forecast;
        const range = snapshot.status === 'ready' ? snapshot.estimate.forecast?.range80 : undefined;
        if (range) ranges.add(`${range.low} ${range.high}`);
      }
      const count = (await layouts()) - before;
      removeFixtures();
      return { count, ranges: ranges.size };
    };
    const forecast = await moves({});
    // Of a level that nobody has followed there is nothing to draw from.
    const certain = await moves({ history: null, quantity: '15000', counts: { aggregation: 'last' } });
    expect(forecast.ranges).to.be.greaterThan(10);
    expect(certain.ranges).to.equal(0);
    expect(certain.count).to.be.greaterThan(0);
    expect(forecast.count).to.be.at.most(certain.count);
  });
});
