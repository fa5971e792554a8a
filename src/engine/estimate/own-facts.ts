import type { Account } from '../facts/account.ts';
import { beforeTrueUp } from '../invoice/before-true-up.ts';
import type { Bill } from '../invoice/bill.ts';
import type { Catalog } from '../facts/catalog.ts';
import type { Change } from '../invoice/change-since.ts';
import { changeSince } from '../invoice/change-since.ts';
import { costByDay } from './cost-by-day.ts';
import { draftOf, invoiceOf, ownBill } from '../invoice/estimate-invoice.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { Draft } from '../invoice/issue-invoice.ts';
import { once, oncePerPair } from '../once.ts';
import { pricedQuantities } from '../forecast/priced-quantities.ts';
import type { Quantities } from '../usage/quantities.ts';
import { AS_IS } from '../usage/scenario.ts';
import type { Situation } from '../invoice/situation.ts';
import { chosenPlan, limitsOf, takesOf } from '../invoice/situation.ts';
import { stopUsage } from '../stops/stop.ts';

/** What no what-if changes; each part is worked out when first asked for. */
export interface OwnFacts {
  /** The account's bill at what is counted; `null` = no account, or nobody knows its plan. */
  readonly bill: () => (Bill & { readonly account: Account }) | null;
  /** What the period has cost so far, before any true-up; `null` = no such bill, or it has no price. */
  readonly accruedDraft: () => Draft | null;
  readonly accrued: () => Invoice | null;
  /** Quantities at the period's end, as far as limits let them come. */
  readonly expected: () => Quantities;
  /** The invoice at these. */
  readonly asIs: () => Invoice;
  readonly change: () => Change | null;
  readonly costByDay: () => readonly number[] | null;
}

/** Of one pair of documents once: with each step of a slider they are asked for again. */
export function ownFacts(situation: Situation): OwnFacts {
  const { catalog, account } = situation;
  return account === null ? factsOf(situation) : remembered(catalog, account, situation);
}

const remembered = oncePerPair((_catalog: Catalog, _account: Account, situation: Situation) => factsOf(situation));

function factsOf(situation: Situation): OwnFacts {
  const { catalog, account, ownPlan, period } = situation;
  const plan = chosenPlan(catalog, ownPlan, AS_IS);
  const takes = takesOf(account, AS_IS);
  const bill = once(() => account && ownPlan && ownBill(situation, account, ownPlan));
  const accruedDraft = once(() => {
    const own = bill();
    const draft = own && draftOf(own, situation);
    return draft && beforeTrueUp(draft);
  });
  const expected = once(
    () =>
      stopUsage({
        bill: { catalog, account, plan, takes },
        situation,
        wanted: pricedQuantities(catalog, account, AS_IS, period),
        limits: ownPlan === null ? [] : limitsOf(account, ownPlan, AS_IS),
      }).served,
  );
  const asIsBill = once(() => ({ catalog, account, plan, takes, quantities: expected() }));
  const asIsDraft = once(() => draftOf(asIsBill(), situation));
  const asIs = once(() => invoiceOf(asIsBill(), asIsDraft()));
  return {
    bill,
    accruedDraft,
    accrued: once(() => {
      const own = bill();
      return own && invoiceOf(own, accruedDraft());
    }),
    expected,
    asIs,
    change: once(() => {
      const [own, draft] = [bill(), asIsDraft()];
      return own && draft && changeSince({ ...own, quantities: expected() }, draft, asIs());
    }),
    costByDay: once(() => {
      const own = bill();
      return own && period && costByDay(own, period);
    }),
  };
}
