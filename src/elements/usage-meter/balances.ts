import { html, nothing, type TemplateResult } from 'lit';
import type { Credit } from '../../engine/facts/credit.ts';
import { inDrawOrder } from '../../engine/facts/credit.ts';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import { creditAmount } from '../../format/credit-amount.ts';
import { describeSpan } from '../../format/reached-span.ts';
import { describeTrueUp } from '../../format/true-up.ts';
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
  const amount = (quantity: Decimal): string => creditAmount(format, estimate, credit, quantity);
  const values = { left: html`<b>${amount(balance)}</b>`, granted: granted ? amount(granted) : '' };
  const value = format.rich(granted ? 'meter.credit.left_of' : 'meter.credit.left', values);
  return html`${renderHead(html`<bdi>${name}</bdi>`, value)}
  ${granted?.gt(0) ? renderBalance(name, amount(balance), balance.div(granted).toNumber()) : nothing}
  ${renderSentences(creditSentences(credit, amount, view))}`;
}

function creditSentences(credit: Credit, write: (amount: Decimal) => string, { format, estimate }: View): Sentence[] {
  const { grantedAt, expiresAt } = credit;
  const { credits, account, invoice, period, stoppingCredits } = estimate;
  const known = credits.find((one) => one.credit === credit);
  const day = (instant: number): string => format.date(instant, 'full', account?.timeZone);
  if (account && expiresAt !== null && expiresAt <= account.asOf)
    return [{ text: format.text('meter.credit.expired', { date: day(expiresAt) }), tone: 'secondary' }];
  const sentences: Sentence[] = [];
  if (account && grantedAt !== null && grantedAt > account.asOf)
    sentences.push({ text: format.text('meter.credit.granted', { date: day(grantedAt) }) });
  const state = stoppingCredits.find((stop) => stop.credit === credit)?.state;
  if (known?.drawn.gt(0) && !(state === 'blocked' && known.remaining.lte(0)))
    sentences.push({
      text: known.remaining.lte(0)
        ? format.text('meter.credit.used_up')
        : format.text('meter.credit.pays', { amount: write(known.drawn) }),
    });
  // Where usage so far has used it up already, the day of the document would only seem to be a date.
  const today = period ? period.startDay + period.day - 1 : 0;
  if (known?.runsOut && known.runsOut.likely > today)
    sentences.push({
      text: format.text('meter.credit.runs_out', { when: describeSpan(format, known.runsOut, 'full') }),
    });
  if (expiresAt !== null) {
    const date = day(expiresAt);
    const unused = known?.unused;
    sentences.push(
      unused
        ? { text: format.text('meter.credit.unused', { date, amount: write(unused) }), tone: 'warning' }
        : { text: format.text('meter.credit.expires', { date }) },
    );
  }
  return [
    ...sentences,
    state === 'blocked'
      ? { text: format.text('meter.credit.stopped'), tone: 'danger' }
      : state === 'fees'
        ? { text: format.text('meter.credit.fees', { date: day(invoice.issuedAt!) }), tone: 'warning' }
        : { text: format.text(`meter.credit.${(known ?? credit).whenEmpty}`), tone: 'secondary' },
  ];
}

/** A minimum spend: what has counted towards it, and what it will probably come to. */
export function renderCommitment(heading: (text: string) => unknown, { format, estimate }: View): unknown {
  if (!estimate.commitment) return nothing;
  const { commitment, counted, expected, period } = estimate.commitment;
  const money = (amount: Decimal): string => format.money(amount, estimate.currency);
  const whole = (amount: Decimal): string => format.wholeMoney(amount, estimate.currency);
  // The end is the first instant after it.
  const date = format.date(period.end - 1, 'full', estimate.account?.timeZone);
  const values = { amount: money(commitment.amount), date };
  const name = format.text('meter.commitment');
  const missing = describeTrueUp(format, estimate.commitment, estimate.currency);
  const key = counted.gte(commitment.amount) ? 'reached' : missing ? missing.key : 'enough';
  const share = (amount: Decimal): number =>
    commitment.amount.isZero() ? 1 : amount.div(commitment.amount).toNumber();
  return html`<div class="meter" part="commitment">
    ${renderHead(
      heading(name),
      format.rich('meter.commitment.of', { ...values, counted: html`<b>${money(counted)}</b>` }),
    )}
    ${renderBalance(name, format.text('meter.commitment.of', { ...values, counted: money(counted) }), share(counted), share(expected))}
    <p>${format.text(`meter.commitment.${key}`, { expected: whole(expected), ...missing?.values })}</p>
  </div>`;
}

/** A share of a whole, 0 to 1, and how far it will probably come. */
function renderBalance(name: string, value: string, share: number, expected = share): TemplateResult {
  const [now, then] = [share, expected].map((part) => Math.min(Math.max(part, 0), 1)) as [number, number];
  const parts: TrackPart[] = [{ kind: 'used', from: 0, to: now }];
  if (then > now) parts.push({ kind: 'expected', from: now, to: then });
  return renderBar({ meter: { name, value, now: Math.round(now * 100), most: 100 }, parts });
}
