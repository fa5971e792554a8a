import { Exact, NOUGHT, roundExact } from './exact.ts';
import { total } from './shares.ts';
import type { WireCredit } from './wire.ts';

export interface OracleDraw {
  readonly id: string;
  readonly amount: Exact;
}

/** Sorted by hand: lower priority number, sooner expiry, granted before purchased, older; else as they stand. */
export function inOrder(credits: readonly WireCredit[]): WireCredit[] {
  const rest = [...credits];
  const sorted: WireCredit[] = [];
  while (rest.length > 0) {
    let first = 0;
    for (const index of rest.keys())
      if (comesBefore(rest[index] as WireCredit, rest[first] as WireCredit)) first = index;
    sorted.push(...rest.splice(first, 1));
  }
  return sorted;
}

function comesBefore(a: WireCredit, b: WireCredit): boolean {
  const [priorityA, priorityB] = [a.priority ?? 0, b.priority ?? 0];
  if (priorityA !== priorityB) return priorityA < priorityB;
  const [endA, endB] = [a, b].map(({ expires_at: end }) => (end == null ? Infinity : Date.parse(end)));
  if (endA !== endB) return (endA as number) < (endB as number);
  const [boughtA, boughtB] = [a, b].map(({ source }) => source === 'purchased');
  if (boughtA !== boughtB) return boughtB === true;
  const [sinceA, sinceB] = [a, b].map(({ granted_at: since }) => (since == null ? 0 : Date.parse(since)));
  return (sinceA as number) < (sinceB as number);
}

/**
 * Each credit pays its lines in order, never a negative one, in whole minor units. Of a sum, what may pay anything
 * may pay all, also where rounding made it a little more than its lines.
 */
export function draw(
  credits: readonly WireCredit[],
  lines: readonly { readonly id: string; readonly amount: Exact }[],
  digits: number,
  sum: Exact | null = null,
): { readonly draws: OracleDraw[]; readonly left: Exact[] } {
  const left = lines.map(({ amount }) => amount);
  let open = sum ?? total(left);
  const draws = credits.map((credit) => {
    const payable = roundExact(Exact.min(credit.balance, Exact.max(open, 0)), digits, 'down');
    let balance = payable;
    let drawn = NOUGHT;
    for (const [index, { id }] of lines.entries()) {
      if (credit.charges != null && !credit.charges.includes(id)) continue;
      const paid = roundExact(Exact.min(balance, Exact.max(left[index] ?? 0, 0)), digits, 'down');
      left[index] = (left[index] ?? NOUGHT).minus(paid);
      balance = balance.minus(paid);
      drawn = drawn.plus(paid);
    }
    const amount = sum !== null && credit.charges == null ? payable : drawn;
    open = open.minus(amount);
    return { id: credit.id, amount };
  });
  return { draws, left };
}
