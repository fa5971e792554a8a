import { config } from 'chai';
import '../../src/index.ts';
import type { InvoiceForecast, PlanComparison, PricingScope, UsageMeter } from '../../src/index.ts';
import { fixture } from './fixture.ts';
import { until } from './until.ts';

/** The three widgets in one scope. */
export interface Widgets {
  readonly place: HTMLElement;
  readonly scope: PricingScope;
  readonly forecast: InvoiceForecast;
  readonly meter: UsageMeter;
  readonly comparison: PlanComparison;
  readonly all: readonly (InvoiceForecast | UsageMeter | PlanComparison)[];
}

/** An invoice as it stands on the page: each row's cells that hold anything, joined by ` | `. */
export interface InvoiceReading {
  readonly lines: readonly string[];
  /** The amount cell of each line. */
  readonly amounts: readonly string[];
  /** What opened lines show. */
  readonly steps: readonly string[];
  readonly total: string;
  readonly due: string;
  /** Every row that is none of these, such as taxes and credits. */
  readonly rest: readonly string[];
}

// A sentence that is missing is best seen in what stands in its place.
config.truncateThreshold = 0;

export const WIDGET_TAGS = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'] as const;

/** Puts the three widgets into the page, in one scope with these attributes and properties, and waits for the facts. */
export async function openWidgets(
  attributes: string,
  properties: Partial<Pick<PricingScope, 'catalog' | 'account' | 'token'>> = {},
): Promise<Widgets> {
  const tags = WIDGET_TAGS.map((tag) => `<${tag}></${tag}>`).join('');
  const place = fixture(`<pb-pricing locale="en-US" ${attributes}>${tags}</pb-pricing>`);
  const widgets = widgetsIn(place);
  Object.assign(widgets.scope, properties);
  await settled(widgets);
  return widgets;
}

/** The widgets of a scope that stands in the page. */
export function widgetsIn(place: HTMLElement): Widgets {
  const forecast = place.querySelector('pb-invoice-forecast')!;
  const meter = place.querySelector('pb-usage-meter')!;
  const comparison = place.querySelector('pb-plan-comparison')!;
  return {
    place,
    scope: place.querySelector('pb-pricing')!,
    forecast,
    meter,
    comparison,
    all: [forecast, meter, comparison],
  };
}

/** Resolves when all widgets show facts or a failure, and nothing is left to render. */
export async function settled({ all }: Pick<Widgets, 'all'>): Promise<void> {
  await until(() => all.every((widget) => widget.snapshot.status !== 'loading' && !widget.isUpdatePending));
}

/** All words in an element and in its shadow root, with plain spaces and hyphens. */
export function wordsIn(element: Element): string {
  return plain((element.shadowRoot ?? element).textContent);
}

/** Opens every line of the invoices. */
export async function openLines(forecast: InvoiceForecast): Promise<void> {
  for (const button of forecast.renderRoot.querySelectorAll<HTMLElement>('[part=line] [aria-expanded=false]')) {
    button.click();
  }
  await forecast.updateComplete;
}

/** The invoice, or where something is due at once, the one that comes after it. */
export function readInvoice(forecast: InvoiceForecast): InvoiceReading {
  const table = [...forecast.renderRoot.querySelectorAll('table')].at(-1);
  if (!table) throw new Error('no invoice is shown');
  const rows = [...table.querySelectorAll('tr')].slice(1);
  const lines = rows.filter((row) => row.parentElement?.part.contains('line') && !row.part.contains('step'));
  const steps = rows.filter((row) => row.part.contains('step'));
  const [total, due] = ['total', 'due'].map((name) => rows.find((row) => row.classList.contains(name)));
  const amountOf = (row: Element | undefined) => plain(row?.querySelector('.amount')?.textContent);
  return {
    lines: lines.map(cellsOf),
    amounts: lines.map(amountOf),
    steps: steps.map(cellsOf),
    total: amountOf(total),
    // One row says both where they are one amount.
    due: amountOf(due ?? total),
    rest: rows.filter((row) => ![...lines, ...steps].includes(row)).map(cellsOf),
  };
}

/** Types a quantity into a meter's field, as a hand would. */
export function typeQuantity(forecast: InvoiceForecast, meter: string, text: string): void {
  const field = forecast.renderRoot.querySelector<HTMLInputElement>(`#quantity-${meter}`);
  if (!field) throw new Error(`no field for ${meter}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Moves a meter's slider to a position, as a hand would. */
export function moveSlider(forecast: InvoiceForecast, meter: string, position: number): void {
  const slider = forecast.renderRoot
    .querySelector(`#quantity-${meter}`)
    ?.closest('[part=quantity]')
    ?.querySelector<HTMLInputElement>('[part=slider]');
  if (!slider) throw new Error(`no slider for ${meter}`);
  slider.value = String(position);
  slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

function cellsOf(row: Element): string {
  return [...row.children]
    .map(({ textContent }) => plain(textContent))
    .filter(Boolean)
    .join(' | ');
}

/** What `Intl` writes for spaces and signs differs between engines. */
function plain(text: string | null | undefined): string {
  return (text ?? '')
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
