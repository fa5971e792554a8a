import { html, nothing } from 'lit';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Invoice } from '../../engine/invoice/invoice.ts';
import type { Line } from '../../engine/pricing/line.ts';
import type { Format } from '../../format/format.ts';
import { lineRow } from '../../format/invoice-line.ts';
import { lineNotes } from '../../format/invoice-notes.ts';
import type { InvoiceFacts, InvoiceRow } from '../../format/invoice-row.ts';
import { totalRows } from '../../format/invoice-rows.ts';
import { lineSteps } from '../../format/invoice-step.ts';

export interface InvoiceView {
  readonly estimate: Estimate;
  readonly invoice: Invoice;
  readonly format: Format;
  readonly caption: string;
  /** Keeps the open lines of several tables apart. */
  readonly name: string;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly onQuestion: (event: Event, line: Line) => void;
}

/** An invoice as a table; each line opens to the steps that lead to it. */
export function renderInvoice(view: InvoiceView): unknown {
  const { format, invoice, caption, estimate } = view;
  const { currency } = invoice;
  return html`<table class="printed" part="invoice">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col"><span class="visually-hidden">${format.text('invoice.item')}</span></th>
        <th scope="col"><span class="visually-hidden">${format.text('invoice.how')}</span></th>
        <th scope="col"><span class="visually-hidden">${format.text('invoice.amount_in', { currency })}</span></th>
      </tr>
    </thead>
    ${invoice.lines.map((line, index) => renderLine(view, line, `${view.name}-${index}-${line.id}`))}
    <tbody>
      ${totalRows(view).map((row) => renderRow(view, row))}
      ${invoice === estimate.invoice ? renderUncertainty(view) : nothing}
    </tbody>
  </table>`;
}

function renderLine(view: InvoiceView, line: Line, key: string): unknown {
  const { format, open, onToggle } = view;
  const isOpen = open.has(key);
  const { label, how, amount } = lineRow(view, line);
  return html`<tbody part="line">
    <tr>
      <th scope="row">
        ${
          line.kind === 'rounding'
            ? html`<bdi>${label}</bdi>`
            : html`<button type="button" class="opens" aria-expanded=${isOpen} @click=${() => onToggle(key)}>
                <bdi>${label}</bdi>
              </button>`
        }
      </th>
      <td class="how secondary">${how}</td>
      <td class="amount">${amount ? writeAmount(view, amount) : format.text('invoice.no_amount')}</td>
    </tr>
    ${isOpen ? renderOpened(view, line) : nothing}
  </tbody>`;
}

function renderOpened(view: InvoiceView, line: Line): unknown {
  const { format, estimate, onQuestion } = view;
  const contact = estimate.account?.contact ?? estimate.catalog.contact;
  const description = estimate.plan.charges.find(({ id }) => id === line.id)?.description;
  const notes = [...(description ? [description] : []), ...lineNotes(view, line)];
  return html`${lineSteps(view, line).map((row) => renderRow(view, row))}
    <tr class="step" part="step">
      <td colspan="3">
        ${notes.map((note) => html`<p><bdi>${note}</bdi></p>`)}
        ${
          contact
            ? html`<a
                class="no-print"
                part="question"
                href=${contact}
                @click=${(event: Event) => onQuestion(event, line)}
                >${format.text('forecast.question')}</a
              >`
            : nothing
        }
      </td>
    </tr>`;
}

function renderRow(view: InvoiceFacts, { kind, label, how, amount, isCurrent }: InvoiceRow): unknown {
  if (kind === 'note')
    return html`<tr class="secondary">
      <td colspan="3">${label}</td>
    </tr>`;
  const here = isCurrent ? html` <span class="here">${view.format.text('step.here')}</span>` : nothing;
  return html`<tr class=${kind} part=${kind === 'step' ? kind : nothing}>
    <th scope="row"><bdi>${label}</bdi></th>
    <td class="how secondary">${how}${here}</td>
    <td class="amount">${amount ? writeAmount(view, amount) : nothing}</td>
  </tr>`;
}

/** What the mean of the futures is beside the invoice at the expected quantities, where the head shows another amount. */
function renderUncertainty(view: InvoiceView): unknown {
  const { uncertainty, invoice, currency } = view.estimate;
  if (!uncertainty || !invoice.total) return nothing;
  const [mean, total] = [invoice.total.plus(uncertainty), invoice.total].map((amount) =>
    view.format.wholeMoney(amount, currency),
  );
  if (mean === total) return nothing;
  const key = uncertainty.gt(0) ? 'forecast.uncertainty_more' : 'forecast.uncertainty_less';
  return html`<tr class="secondary" part="uncertainty">
    <td colspan="2">${view.format.text(key)}</td>
    <td class="amount">${writeAmount(view, uncertainty.abs())}</td>
  </tr>`;
}

function writeAmount({ format, invoice }: InvoiceFacts, amount: NonNullable<InvoiceRow['amount']>): string {
  return format.amount(amount, invoice.currency);
}
