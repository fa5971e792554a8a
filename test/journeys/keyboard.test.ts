import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';
import { openWidgets, type Widgets } from '../support/widgets.ts';

const CONTROLS = 'a[href], button, input, select, summary, textarea';
const MOST_TABS = 200;

/** The element that has the focus, within whichever widget. */
function focused(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement;
}

/** What a visitor should come to: of the choices of one question only the chosen one, the others by arrow keys. */
function controlsIn({ all }: Widgets): Element[] {
  return all.flatMap(({ shadowRoot }) =>
    [...shadowRoot!.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => {
      if (control instanceof HTMLInputElement && control.type === 'radio' && !control.checked) return false;
      return control.checkVisibility() && control.tabIndex >= 0 && !control.matches(':disabled');
    }),
  );
}

/** What Tab comes to, one after the other, until it leaves the widgets. */
async function tabThrough({ scope, place }: Widgets): Promise<Element[]> {
  const before = Object.assign(document.createElement('button'), { textContent: 'before' });
  const after = Object.assign(document.createElement('button'), { textContent: 'after' });
  place.prepend(before);
  place.append(after);
  before.focus();
  const reached: Element[] = [];
  for (let tab = 0; tab < MOST_TABS; tab += 1) {
    await sendKeys({ press: 'Tab' });
    const element = focused();
    if (element === after || !scope.contains(document.activeElement)) return reached;
    reached.push(element!);
  }
  throw new Error('Tab never leaves the widgets');
}

const describeControl = (control: Element) => control.outerHTML.slice(0, 120);

describe('the keyboard', function () {
  this.timeout(60_000);
  afterEach(removeFixtures);

  const open = () => openWidgets('', { catalog: exampleCatalog(), account: exampleAccount() });

  it('comes to every control of every widget in the order of the page, sees where it is, and leaves', async () => {
    const widgets = await open();
    const controls = controlsIn(widgets);
    expect(controls.length).to.be.above(10);
    const reached = await tabThrough(widgets);
    const missed = controls.filter((control) => !reached.includes(control));
    expect(missed.map(describeControl)).to.deep.equal([]);
    expect(reached.filter((control) => controls.includes(control))).to.deep.equal(controls);
  });

  it('shows where it is', async () => {
    const widgets = await open();
    const before = document.createElement('button');
    widgets.place.prepend(before);
    before.focus();
    for (let tab = 0; tab < 8; tab += 1) {
      await sendKeys({ press: 'Tab' });
      const control = focused()!;
      // Where a control itself is not to be seen, what stands for it has the ring.
      const rings = [control, control.closest('label, .plot')].flatMap((one) => (one ? getComputedStyle(one) : []));
      const isSeen = rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
      expect(isSeen, describeControl(control)).to.equal(true);
    }
  });

  it('moves a slider, and with it the total', async () => {
    const { forecast, all } = await open();
    const totalOf = () => forecast.shadowRoot!.querySelector('[part=total]')!.textContent;
    const before = totalOf();
    const slider = forecast.shadowRoot!.querySelector<HTMLInputElement>('[part=slider]')!;
    slider.focus();
    await sendKeys({ press: 'ArrowRight' });
    await Promise.all(all.map(({ updateComplete }) => updateComplete));
    expect(totalOf()).not.to.equal(before);
    expect(focused(), 'the focus stays').to.equal(slider);
  });

  for (const [name, selector, next] of [
    ['lets go of a quantity', '.let-go', '[part=slider]'],
    ['resets the what-if', '.reset', '[type=radio]'],
  ] as const) {
    it(`${name}, and goes on beside the button that has done its work`, async () => {
      const { forecast, all } = await open();
      const find = (wanted: string) => forecast.shadowRoot!.querySelector<HTMLElement>(wanted)!;
      find('[part=slider]').focus();
      await sendKeys({ press: 'End' });
      await Promise.all(all.map(({ updateComplete }) => updateComplete));
      find(selector).focus();
      await sendKeys({ press: 'Enter' });
      await until(() => find(selector).matches(':disabled'));
      expect(focused()).to.equal(find(next));
    });
  }

  it('opens a line of the invoice, and closes it', async () => {
    const { forecast } = await open();
    const button = forecast.shadowRoot!.querySelector<HTMLElement>('[aria-expanded]')!;
    button.focus();
    for (const [key, isOpen] of [
      ['Enter', 'true'],
      [' ', 'false'],
    ] as const) {
      await sendKeys({ press: key });
      // A driver may answer before the page has had the key.
      await until(() => button.getAttribute('aria-expanded') === isOpen);
    }
  });
});
