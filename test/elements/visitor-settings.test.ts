import { expect } from 'chai';
import { cdp } from '../support/commands.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';
import { WIDGET_TAGS, openWidgets } from '../support/widgets.ts';

/** Of the visitor's system, by media feature. */
const emulate = (settings: Readonly<Record<string, string>>) =>
  cdp('Emulation.setEmulatedMedia', {
    features: Object.entries(settings).map(([name, value]) => ({ name, value })),
  });

const LIMITS = [{ id: 'cap', meter: 'calls', quantity: '20000', effect: 'block', set_by: 'customer' }];
const openExample = () => openWidgets('', { catalog: exampleCatalog(), account: exampleAccount({ limits: LIMITS }) });

/** Widgets that wait for an answer which does not come. */
function openWaiting(): ShadowRoot[] {
  const place = fixture(WIDGET_TAGS.map((tag) => `<${tag} endpoint="about:blank"></${tag}>`).join(''));
  return WIDGET_TAGS.map((tag) => place.querySelector(tag)!.shadowRoot!);
}

const barsOf = (root: ShadowRoot) => [...root.querySelectorAll('.skeleton > *')];

describe("a visitor's settings", function () {
  before(function () {
    // Nothing else can be told what the system's settings are.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
  });

  afterEach(async () => {
    removeFixtures();
    await emulate({});
  });

  it('move what waits, unless less motion is wanted', async () => {
    await emulate({ 'prefers-reduced-motion': 'no-preference' });
    const roots = openWaiting();
    await Promise.resolve();
    for (const root of roots) expect(root.getAnimations(), root.host.localName).not.to.be.empty;
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    for (const root of roots) expect(root.getAnimations(), root.host.localName).to.be.empty;
  });

  it('leave a phone where it is: no field is so small that the page is zoomed for it', async () => {
    const { place } = await openExample();
    place.style.fontSize = '13px';
    const sizes = () =>
      WIDGET_TAGS.flatMap((tag) => [...place.querySelector(tag)!.shadowRoot!.querySelectorAll('select, [type=text]')])
        .map((field) => getComputedStyle(field).fontSize)
        .filter((size, index, all) => all.indexOf(size) === index);
    expect(sizes()).to.deep.equal(['13px']);
    await cdp('Emulation.setTouchEmulationEnabled', { enabled: true });
    try {
      expect(sizes()).to.deep.equal(['16px']);
      place.style.fontSize = '20px';
      expect(sizes()).to.deep.equal(['20px']);
    } finally {
      await cdp('Emulation.setTouchEmulationEnabled', { enabled: false });
    }
  });

  it('print dark on light, whatever the theme, and the fill of a track with it', async () => {
    const { scope, forecast, meter } = await openExample();
    scope.theme = 'dark';
    await cdp('Emulation.setEmulatedMedia', { media: 'print' });
    const frame = forecast.shadowRoot!.querySelector('.frame')!;
    const colors = new Map([
      ['color', 'rgb(22, 24, 29)'],
      ['backgroundColor', 'rgb(255, 255, 255)'],
    ] as const);
    for (const [name, color] of colors) expect(getComputedStyle(frame)[name], name).to.equal(color);
    const fills = [...meter.shadowRoot!.querySelectorAll('[part~=fill]')];
    expect(fills).not.to.be.empty;
    for (const fill of fills) expect(getComputedStyle(fill).printColorAdjust).to.equal('exact');
    await cdp('Emulation.setEmulatedMedia', { media: '' });
    expect(getComputedStyle(frame).backgroundColor).to.equal('rgb(20, 23, 29)');
  });

  it('print no control: what nobody can press or open on paper', async () => {
    const [month, ...plans] = exampleCatalog().plans as readonly Record<string, unknown>[];
    const year = { ...month, id: 'starter_year', interval: { unit: 'year', count: 1 } };
    const { comparison } = await openWidgets('', { catalog: exampleCatalog({ plans: [month, year, ...plans] }) });
    const isSeen = (selector: string) => comparison.shadowRoot!.querySelector(selector)!.checkVisibility();
    comparison.shadowRoot!.querySelector<HTMLDetailsElement>('li:nth-child(2) details')!.open = true;
    const controls = ['.segments', 'li:first-child summary', 'li:nth-child(2) summary'];
    expect(controls.map(isSeen)).to.deep.equal([true, true, true]);
    await cdp('Emulation.setEmulatedMedia', { media: 'print' });
    try {
      expect(controls.map(isSeen), 'what is open is told, what is not is left out').to.deep.equal([false, false, true]);
      const opened = comparison.shadowRoot!.querySelector(controls[2]!)!;
      expect(getComputedStyle(opened, '::before').content).to.equal('none');
    } finally {
      await cdp('Emulation.setEmulatedMedia', { media: '' });
    }
  });

  it('outline what waits in forced colours, in which its ground is not seen', async () => {
    await emulate({ 'forced-colors': 'active' });
    const roots = openWaiting();
    await Promise.resolve();
    for (const bar of roots.flatMap(barsOf)) expect(getComputedStyle(bar).borderTopStyle).to.equal('solid');
  });

  it('leave a track and what fills it apart in forced colours', async () => {
    await emulate({ 'forced-colors': 'active' });
    const { meter } = await openExample();
    const fills = [...meter.shadowRoot!.querySelectorAll('[part~=fill]')];
    expect(fills).not.to.be.empty;
    for (const fill of fills) {
      const ground = fill.parentElement!.querySelector('.ground')!;
      const [drawn, empty] = [fill, ground].map((element) => getComputedStyle(element));
      const isApart = drawn!.backgroundImage !== 'none' || drawn!.backgroundColor !== empty!.backgroundColor;
      expect(isApart, fill.className).to.equal(true);
    }
  });

  it('outline notices and forms in forced colours, in which their ground is not seen', async () => {
    await emulate({ 'forced-colors': 'active' });
    const { meter } = await openWidgets('', {
      catalog: exampleCatalog(),
      account: exampleAccount({ usage: { telegrams: { quantity: '1' } } }),
    });
    meter.shadowRoot!.querySelector<HTMLElement>('.meter > button')!.click();
    await meter.updateComplete;
    const { backgroundColor } = getComputedStyle(meter.shadowRoot!.querySelector('.frame')!);
    for (const selector of ['.notice', 'form']) {
      const { borderTopColor, borderTopStyle } = getComputedStyle(meter.shadowRoot!.querySelector(selector)!);
      expect(borderTopStyle, selector).to.equal('solid');
      expect(borderTopColor, selector).not.to.equal(backgroundColor);
    }
  });

  it('draw no border in forced colours where there is none', async () => {
    await emulate({ 'forced-colors': 'active' });
    const { meter } = await openExample();
    const plain = meter.shadowRoot!.querySelector('.plain')!;
    const { backgroundColor } = getComputedStyle(meter.shadowRoot!.querySelector('.frame')!);
    expect(getComputedStyle(plain).borderTopColor).to.equal(backgroundColor);
  });

  it('leave the lines of drawings in the colour of text in forced colours', async () => {
    await emulate({ 'forced-colors': 'active' });
    const { comparison } = await openExample();
    comparison.scrollIntoView();
    const lines = () => [...comparison.shadowRoot!.querySelectorAll('.curves path:not(.grid)')];
    await until(() => lines().length > 0);
    const { color } = getComputedStyle(comparison.shadowRoot!.querySelector('.frame')!);
    for (const line of lines()) expect(getComputedStyle(line).stroke).to.equal(color);
  });

  it('draw the steps on a slider and the stops on a curve in the colour of text in forced colours', async () => {
    await emulate({ 'forced-colors': 'active' });
    const tiers = [{ up_to: '5000', unit_amount: '0' }, { unit_amount: '0.01' }];
    const plans = exampleCatalog().plans.slice(0, 2);
    const { forecast, comparison } = await openWidgets('', {
      catalog: exampleCatalog({
        plans: plans.map((plan) => ({
          ...plan,
          charges: [{ id: 'calls', name: 'API calls', model: 'graduated', meter: 'calls', tiers }],
          limits: [{ id: 'cap', meter: 'calls', quantity: '20000', effect: 'block' }],
        })),
      }),
      account: exampleAccount(),
    });
    comparison.scrollIntoView();
    const stops = () => [...comparison.shadowRoot!.querySelectorAll('.plot .stop')];
    await until(() => stops().length > 0);
    const steps = [...forecast.shadowRoot!.querySelectorAll('.slider i')];
    expect(steps).not.to.be.empty;
    const { color } = getComputedStyle(comparison.shadowRoot!.querySelector('.frame')!);
    for (const step of steps) expect(getComputedStyle(step).borderLeft).to.equal(`2px solid ${color}`);
    for (const stop of stops()) expect(getComputedStyle(stop).backgroundColor).to.equal(color);
  });
});
