import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Format } from '../format.ts';
import type { InvoiceRow } from '../invoice-row.ts';
import { invoiceRows } from '../invoice-rows.ts';
import { invoiceText } from '../invoice-text.ts';
import { describeProblem } from '../problem.ts';
import type { Mail } from './alert-mail.ts';
import { mail, say } from './alert-mail.ts';
import { escapeHtml } from './html.ts';

/** The next invoice as it will probably be: the range in words, then every line with the steps that lead to it. */
export function forecastMail(format: Format, estimate: Estimate): Mail {
  const { forecast, invoice, currency, meters, problems, plan } = estimate;
  const expected = forecast?.mean ?? invoice.total;
  const [problem] = problems;
  const subject =
    expected === null
      ? say(format, 'mail.unknown')
      : say(format, 'mail.forecast', { mean: format.wholeMoney(expected, currency) });
  const sentences =
    expected === null
      ? [
          problem === undefined || plan.contact
            ? format.text('forecast.no_price', { plan: plan.name })
            : describeProblem(format, problem, estimate),
        ]
      : [
          ...(forecast ? [rangeWords(format, forecast.range80, currency)] : []),
          // Without a forecast only what no usage moves is certain.
          say(format, forecast || meters.some(({ charged }) => charged) ? 'mail.no_promise' : 'mail.exact'),
        ];
  return mail(
    format,
    subject,
    sentences,
    invoice.lines.length > 0
      ? { text: invoiceText({ format, estimate, invoice }, plan.name), html: invoiceHtml(format, estimate) }
      : {},
  );
}

/** The invoice as a table without script, style or address. */
export function invoiceHtml(format: Format, estimate: Estimate): string {
  const { invoice } = estimate;
  const rows = invoiceRows({ format, estimate, invoice }).map((row) =>
    rowHtml(row, row.amount === null ? '' : format.amount(row.amount, invoice.currency)),
  );
  return `<table><caption>${escapeHtml(estimate.plan.name)}</caption><tbody>${rows.join('')}</tbody></table>`;
}

function rowHtml({ kind, label, how }: InvoiceRow, amount: string): string {
  const head = kind === 'step' ? `<td>${escapeHtml(label)}</td>` : `<th scope="row">${escapeHtml(label)}</th>`;
  return `<tr>${head}<td>${escapeHtml(how)}</td><td align="right">${escapeHtml(amount)}</td></tr>`;
}

/** As the widgets do: two ends that read alike are one amount. */
function rangeWords(format: Format, range: { readonly low: number; readonly high: number }, currency: string): string {
  const [low, high] = [range.low, range.high].map((end) => format.wholeMoney(end, currency)) as [string, string];
  return say(format, format.likelyMoney(range, currency) === null ? 'mail.about' : 'mail.range', { low, high });
}
