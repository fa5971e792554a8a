import { html, type TemplateResult } from 'lit';
import { HUNDRED } from '../../engine/numbers/decimal.ts';
import type { SeatEstimate } from '../../engine/estimate/estimate.ts';
import { listOf } from '../../engine/list-of.ts';
import type { Gauge } from './gauge.ts';
import { nextSentences, type Sentence } from './gauge-words.ts';
import { renderBar } from './bar.ts';
import type { TrackPart } from './track-layout.ts';
import type { View } from './view.ts';

/** As many cells as one can still count. */
const MOST_CELLS = 25;
/** From how many per cent in use on the next seat matters more than the free ones. */
const FULL_PCT = 90;

/** Seats in use, free, and in use beyond those bought: a cell each, or a bar where there are many. The words are beside it. */
export function renderSeats({ bought, active }: SeatEstimate): TemplateResult {
  const used = active?.toNumber() ?? 0;
  const all = Math.max(bought.toNumber(), used);
  const kind = (place: number) => (place >= used ? 'free' : place < bought.toNumber() ? 'used' : 'over');
  if (all <= MOST_CELLS && Number.isInteger(all)) {
    return html`<div class="cells" part="seats" aria-hidden="true">
      ${listOf(all, (place) => html`<i class=${kind(place)}></i>`)}
    </div>`;
  }
  const ground = bought.toNumber() / all;
  const share = used / all;
  const parts: TrackPart[] = [{ kind: 'used', from: 0, to: Math.min(share, ground) }];
  if (share > ground) parts.push({ kind: 'over', from: ground, to: share });
  return renderBar({ meter: null, ground, parts });
}

/** Free seats and what they cost, or how many are left and what the next one costs. */
export function seatSentences(gauge: Gauge, view: View): Sentence[] {
  const { format, estimate } = view;
  const meter = gauge.meter!;
  const { bought, active, free, saving, utilisationPct, interval } = meter.seats!;
  if (!active || !free) {
    const price = nextSentences(gauge, view);
    return price.length === 0 || bought.isZero()
      ? price
      : [{ text: format.text('meter.seats.no_active'), tone: 'secondary' }, ...price];
  }
  const per = (amount: string): string => format.per(amount, interval);
  const isOver = active.gt(bought);
  const next = meter.nextAt(bought);
  const isFull = (utilisationPct ?? HUNDRED).gt(FULL_PCT);
  const price = next && per(format.price(next.amount, estimate.currency));
  const unused = {
    count: free,
    bought,
    saving: saving ? per(format.signedMoney(saving.neg(), estimate.currency)) : '',
  };
  return [
    ...(isOver
      ? [{ text: format.text('meter.seats.over', { count: active.minus(bought) }), tone: 'warning' } as const]
      : []),
    ...(isFull && price && !isOver ? [{ text: format.text('meter.seats.left', { count: free, price }) }] : []),
    ...(!isFull && free.gt(0)
      ? [{ text: format.text(saving ? 'meter.seats.saving' : 'meter.seats.unused', unused) }]
      : []),
    // The head has said it where all of them are in use.
    ...(utilisationPct === null || free.isZero()
      ? []
      : [
          {
            text: format.text('meter.seats.utilisation', { percent: format.percent(utilisationPct.round()) }),
            tone: 'secondary',
          } as const,
        ]),
  ];
}
