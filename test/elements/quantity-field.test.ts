import { expect } from 'chai';
import fc from 'fast-check';
import { Decimal, powerOfTen } from '../../src/engine/numbers/decimal.ts';
import { parseQuantity } from '../../src/elements/quantity-field/parse-quantity.ts';
import '../../src/elements/invoice-forecast/index.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';

describe('parseQuantity', () => {
  const readings: readonly [text: string, locale: string, reading: string][] = [
    ['1240000', 'en', '1240000'],
    ['1,240,000', 'en', '1240000'],
    [' 1 240 000.5 ', 'en', '1240000.5'],
    ['.5', 'en', '0.5'],
    ['5.', 'en', '5'],
    ['007', 'en', '7'],
    ['$1,200.50', 'en', '1200.5'],
    ['1.240.000,5', 'de', '1240000.5'],
    ['1.240', 'de', '1240'],
    ['1’240.5', 'de-CH', '1240.5'],
    ["1'240.5", 'de-CH', '1240.5'],
    ['1\u202f240,5', 'fr', '1240.5'],
    ['1 240,5', 'fr', '1240.5'],
    // A point is no separator in French: as a decimal one it can be meant in one way only.
    ['1.24', 'fr', '1.24'],
    ['1.240', 'fr', 'unreadable'],
    ['12,34,567', 'hi', '1234567'],
    ['١٬٢٤٠٫٥', 'ar-EG', '1240.5'],
    ['1240.5', 'ar-EG', '1240.5'],
    ['۱۲۳', 'fa', '123'],
    // A keyboard, or what turns its keys into signs, may write others than the page.
    ['١٢٤٠', 'ar', '1240'],
    ['१,२४०.५', 'hi', '1240.5'],
    ['๑๒๓', 'th', '123'],
    ['１２４０', 'ja', '1240'],
    ['𝟗𝟎', 'en', '90'],
    ['二', 'ja', 'unreadable'],
    // Five hundredths, or five tenths of a thousand? Neither is said.
    ['1,5', 'en', 'unreadable'],
    ['1.5', 'de', 'unreadable'],
    ['1,2345', 'en', 'unreadable'],
    // No thousand begins with a zero: it is the decimal sign of somewhere else.
    ['0,125', 'en', 'unreadable'],
    ['0.125', 'de', 'unreadable'],
    ['0,125', 'de', '0.125'],
    ['1.2.3', 'en', 'unreadable'],
    ['1e5', 'en', 'unreadable'],
    ['twelve', 'en', 'unreadable'],
    ['', 'en', 'unreadable'],
    ['-', 'en', 'unreadable'],
    ['.', 'en', 'unreadable'],
    ['-5', 'en', 'negative'],
    ['−5', 'en', 'negative'],
    ['-0', 'en', '0'],
    ['999999999999999999', 'en', '999999999999999999'],
    ['1000000000000000000', 'en', 'too_long'],
    ['0.123456789012', 'en', '0.123456789012'],
    ['0.1234567890123', 'en', 'too_long'],
  ];
  for (const [text, locale, reading] of readings) {
    it(`reads “${text}” in ${locale} as ${reading}`, () => {
      const read = parseQuantity(text, locale);
      expect(typeof read === 'string' ? read : read.toFixed()).to.equal(reading);
    });
  }

  it('reads every quantity back that is written in a locale', () => {
    const quantity = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.integer({ min: 0, max: 12 }));
    const locale = fc.constantFrom('en', 'de', 'fr', 'de-CH', 'hi', 'ar-EG', 'fa', 'pt-BR', 'sv', 'ja', 'bn', 'es');
    fc.assert(
      fc.property(quantity, locale, ([digits, scale], tag) => {
        const exact = new Decimal(digits.toString()).div(powerOfTen(scale));
        const format = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
        const read = parseQuantity(format.format(exact.toFixed() as Intl.StringNumericLiteral), tag);
        expect(String(read), tag).to.equal(exact.toFixed());
      }),
    );
  });
});

describe('a quantity’s field and slider', () => {
  afterEach(removeFixtures);

  async function show(locale = 'en') {
    const widget = fixture('<pb-invoice-forecast></pb-invoice-forecast>').querySelector('pb-invoice-forecast')!;
    Object.assign(widget, { locale, catalog: exampleCatalog(), account: exampleAccount() });
    await widget.updateComplete;
    const find = <Found extends Element>(selector: string) => widget.shadowRoot!.querySelector<Found>(selector)!;
    const field = () => find<HTMLInputElement>('#quantity-calls');
    const row = () => field().closest('.quantity')!;
    const type = async (text: string, isDone = true) => {
      field().value = text;
      field().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      if (isDone) field().dispatchEvent(new Event('change', { bubbles: true }));
      await widget.updateComplete;
    };
    const slider = () => row().querySelector<HTMLInputElement>('[type=range]')!;
    const slide = async (position: number) => {
      slider().value = String(position);
      slider().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await widget.updateComplete;
    };
    const chosen = () => {
      const { snapshot } = widget;
      const wanted = snapshot.status === 'ready' ? snapshot.estimate.scenario.quantities.get('calls') : undefined;
      return wanted && `${wanted.kind} ${wanted.quantity.toFixed()}`;
    };
    const problem = () => row().querySelector('[role=alert]')?.textContent.trim();
    return { widget, field, row, type, slider, slide, chosen, problem };
  }

  it('takes any quantity exactly, and writes it as the language does once it is entered', async () => {
    const { type, chosen, field, row } = await show('de');
    await type('1.234.567,125', false);
    expect(chosen()).to.equal('exactly 1234567.125');
    expect(field().value).to.equal('1.234.567,125');
    await type('1234567,125');
    expect(field().value).to.equal('1.234.567,125');
    expect(row().textContent).to.contain('exactly');
  });

  it('does not rewrite a number under the hand', async () => {
    const { type, field, chosen } = await show();
    await type('1,240,0', false);
    expect(field().value).to.equal('1,240,0');
    expect(chosen()).to.equal(undefined);
    await type('12400', false);
    expect(field().value).to.equal('12400');
    expect(chosen()).to.equal('exactly 12400');
  });

  it('keeps what it cannot read, says why, and forgets it with Escape', async () => {
    const { type, field, problem, chosen, widget } = await show();
    await type('a lot', false);
    expect(problem(), 'while typing').to.equal(undefined);
    await type('a lot');
    expect(field().value).to.equal('a lot');
    expect(problem()).to.equal('“a lot” cannot be read as a number. Write it like 1,234.5.');
    expect(field().getAttribute('aria-invalid')).to.equal('true');
    const described = field().getAttribute('aria-describedby');
    expect(widget.shadowRoot!.getElementById(described!)).to.not.equal(null);
    expect(chosen()).to.equal(undefined);
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await widget.updateComplete;
    expect(problem()).to.equal(undefined);
    expect(field().value).to.match(/^1\d,\d{3}$/);
    expect(field().hasAttribute('aria-invalid')).to.equal(false);
  });

  it('ties the problem to the field of a meter whose id has spaces', async () => {
    const { widget } = await show();
    const json = JSON.stringify([exampleCatalog(), exampleAccount()]).replaceAll('"calls"', '"api calls"');
    const [catalog, account] = JSON.parse(json) as [object, object];
    Object.assign(widget, { catalog, account });
    await widget.updateComplete;
    const field = widget.shadowRoot!.querySelector<HTMLInputElement>('[part=field]')!;
    field.value = '?';
    for (const type of ['input', 'change']) field.dispatchEvent(new InputEvent(type));
    await widget.updateComplete;
    const described = widget.shadowRoot!.querySelector(`[id="${field.getAttribute('aria-describedby')}"]`);
    expect(described?.role).to.equal('alert');
    expect(described?.id).not.to.contain(' ');
  });

  it('says when a quantity is below zero or has too many digits', async () => {
    const { type, problem } = await show();
    await type('-3');
    expect(problem()).to.contain('below zero');
    await type('0.1234567890123');
    expect(problem()).to.contain('18 digits before the decimal separator, and 12 after it');
  });

  it('takes an emptied field for a change of mind', async () => {
    const { type, field, problem } = await show();
    await type('');
    expect(problem()).to.equal(undefined);
    expect(field().value).to.match(/^1\d,\d{3}$/);
  });

  it('takes back with Escape what was typed, also where that was a number', async () => {
    const { type, field, chosen, widget } = await show();
    const before = field().value;
    await type('500', false);
    await type('5000', false);
    expect(chosen()).to.equal('exactly 5000');
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await widget.updateComplete;
    expect(chosen()).to.equal(undefined);
    expect(field().value).to.equal(before);
  });

  it('leaves nothing chosen of numbers that were passed on the way to an empty field', async () => {
    const { type, slide, field, chosen } = await show();
    const before = field().value;
    for (const text of ['12', '1']) await type(text, false);
    await type('');
    expect(chosen()).to.equal(undefined);
    expect(field().value).to.equal(before);
    await slide(10);
    const slid = chosen();
    await type('7', false);
    await type('');
    expect(chosen(), 'what was chosen before').to.equal(slid);
  });

  it('slides over round quantities, about, and says the quantity in words', async () => {
    const { slide, slider, chosen, field, row } = await show();
    await slide(10);
    const [, quantity] = /^about (\d+)$/.exec(chosen() ?? '')!;
    expect(Number(quantity) % 100).to.equal(0);
    expect(slider().getAttribute('aria-valuetext')).to.equal(`${field().value} calls`);
    expect(slider().getAttribute('aria-label')).to.equal('API calls');
    expect(row().textContent).to.contain('about');
  });

  it('lets the slider answer a field that could not be read', async () => {
    const { type, slide, problem, field } = await show();
    await type('???');
    await slide(5);
    expect(problem()).to.equal(undefined);
    expect(field().value).to.match(/^[\d,]+$/);
  });
});
