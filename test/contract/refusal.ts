import { ContractError, type ContractIssue, parseCatalog } from '../../src/contract/index.ts';
import type { Plan } from '../../src/engine/facts/catalog.ts';

/** The issues with which reading is refused; none where it is not. */
export function issuesOf(read: () => unknown): readonly ContractIssue[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.issues;
    throw error;
  }
}

const METERS = [
  { id: 'calls' },
  { id: 'editors', kind: 'seats', aggregation: 'max' },
  { id: 'sales', kind: 'money' },
  { id: 'payments', kind: 'money', aggregation: 'events' },
  { id: 'tickets', aggregation: 'events' },
];

/** A catalog of some meters and the plan `plan`, which says more. */
export function catalogWith(more: object) {
  return { version: 1, currency: 'USD', meters: METERS, plans: [{ id: 'plan', ...more }] };
}

/** The plan `plan` of such a catalog, as it is read. */
export function planWith(more: object): Plan {
  return parseCatalog(catalogWith(more)).plans[0] as Plan;
}
