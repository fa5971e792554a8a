import { html, nothing, type TemplateResult } from 'lit';
import type { Credit } from '../../engine/credit.ts';
import { inDrawOrder } from '../../engine/credit.ts';
import type { Decimal } from '../../engine/decimal.ts';
import { renderHead, renderSentences } from './gauge-view.ts';
import type { View } from './view.ts';
import { renderBar } from './bar.ts';
import type { TrackPart } from './track-layout.ts';
import type { Sentence } from './gauge-words.ts';

/** Prepaid money and units in the order they are used: what is left, until when, and what then. */
export function renderCredits(heading: (text: string) => unknown, view: View): unknown {
  const { format, estimate } = view;
  const credits = inDrawOrder(estimate.account?.credits ?? []);
  if (credits.length === 0) return nothing;
  return html`<div class="meter" part="credits">
    ${heading(format.text(credits.length > 1 ? 'meter.credits_in_order' : 'meter.credits'))}
    <ol>
      ${credits.map((credit) => html`<li>${renderCredit(credit, view)}</li>`)}
    </ol>
  </div>`;
}

function renderCredit(credit: Credit, view: View): TemplateResult {
  const { format, estimate } = view;
  const { name, balance, granted } = credit;
  const meter = estimate.catalog.meters.find(({ id }) => id === credit.meter);
  const amount = (quantity: Decimal): string => {
    if (credit.meter === null) return format.money(quantity, estimate.currency);
    return meter ? format.quantity(quantity, meter, estimate.currency) : format.number(quantity);
  };
  const values = { left: html`<b>${amount(balance)}</b>`, granted: granted ? amount(granted) : '' };
  const value = format.rich(granted ? 'meter.credit.left_of' : 'meter.credit.left', values);
  return html`${renderHead(html`<span>${name}</span>`, value)}
  ${granted?.gt(0) ? renderBalance(name, amount(balance), balance.div(granted).toNumber()) : nothing}
  ${renderSentences(creditSentences(credit, view))}`;
}

function creditSentences({ id, expiresAt, whenEmpty }: Credit, { format, estimate, words }: View): Sentence[] {
  const { credits, currency, account, period } = estimate;
  const known = credits.find(({ credit }) => credit.id === id);
  const money = (amount: Decimal): string => format.money(amount, currency);
  const sentences: Sentence[] = [];
  if (known?.remaining.lte(0)) sentences.push({ text: format.text('meter.credit.used_up') });
  else if (known?.drawn.gt(0))
    sentences.push({ text: format.text('meter.credit.pays', { amount: money(known.drawn) }) });
  // Where usage so far has used it up already, the day of the document would only seem to be a date.
  const today = period ? period.startDay + period.day - 1 : 0;
  if (known?.runsOut && known.runsOut.likely > today)
    sentences.push({ text: format.text('meter.credit.runs_out', { when: words.when(known.runsOut) }) });
  if (expiresAt !== null) {
    const date = format.date(expiresAt, 'full', account?.timeZone);
    const unused = known?.unused;
    sentences.push(
      unused
        ? { text: format.text('meter.credit.unused', { date, amount: money(unused) }), tone: 'warning' }
        : { text: format.text('meter.credit.expires', { date }) },
    );
  }
  return [...sentences, { text: format.text(`meter.credit.${whenEmpty}`), tone: 'secondary' }];
}

/** A minimum spend: what has counted towards it, and what it will probably come to. */
export function renderCommitment(heading: (text: string) => unknown, { format, estimate }: View): unknown {
  if (!estimate.commitment) return nothing;
  const { commitment, counted, expected, trueUp, period } = estimate.commitment;
  const money = (amount: Decimal): string => format.money(amount, estimate.currency);
  const whole = (amount: Decimal): string => format.wholeMoney(amount, estimate.currency);
  // The end is the first instant after it.
  const date = format.date(period.end - 1, 'full', estimate.account?.timeZone);
  const values = { amount: money(commitment.amount), date };
  const name = format.text('meter.commitment');
  const key = counted.gte(commitment.amount) ? 'reached' : trueUp.isZero() ? 'enough' : 'true_up';
  const share = (amount: Decimal): number =>
    commitment.amount.isZero() ? 1 : amount.div(commitment.amount).toNumber();
  return html`<div class="meter" part="commitment">
    ${renderHead(
      heading(name),
      format.rich('meter.commitment.of', { ...values, counted: html`<b>${money(counted)}</b>` }),
    )}
    ${renderBalance(name, format.text('meter.commitment.of', { ...values, counted: money(counted) }), share(counted), share(expected))}
    <p>${format.text(`meter.commitment.${key}`, { expected: whole(expected), amount: whole(trueUp) })}</p>
  </div>`;
}

/** A share of a whole, 0 to 1, and how far it will probably come. */
function renderBalance(name: string, value: string, share: number, expected = share): TemplateResult {
  const [now, then] = [share, expected].map((part) => Math.min(Math.max(part, 0), 1)) as [number, number];
  const parts: TrackPart[] = [{ kind: 'used', from: 0, to: now }];
  if (then > now) parts.push({ kind: 'expected', from: now, to: then });
  return renderBar({ meter: { name, value, now: Math.round(now * 100), most: 100 }, parts });
}
