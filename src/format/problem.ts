import type { Estimate, EstimateProblem } from '../engine/estimate.ts';
import { ENGLISH, type MessageKey } from './messages.ts';
import type { Format } from './format.ts';

/** Says why there is nothing to show, for a visitor: by the `reason` of a request, or the first issue of a document. */
export function describeError(format: Format, error: Error): string {
  const { reason, issues } = error as { reason?: string; issues?: readonly { readonly path: string }[] };
  if (issues) return format.text('problem.contract', { path: issues[0]?.path ?? '' });
  const key = `problem.${reason}`;
  return format.text(key in ENGLISH ? (key as MessageKey) : 'problem.internal');
}

/** Says what is missing or wrong in the documents, with the names that a visitor knows. */
export function describeProblem(
  format: Format,
  problem: EstimateProblem,
  { catalog, plans }: Pick<Estimate, 'catalog' | 'plans'>,
): string {
  const { kind, ...ids } = problem;
  const values: Record<string, string> = { ...ids };
  const plan = plans.find(({ plan }) => plan.id === values['plan'])?.plan;
  const charge = plan?.charges.find(({ id }) => id === values['charge']);
  const meter = catalog.meters.find(({ id }) => id === values['meter']);
  if (plan) values['plan'] = plan.name;
  if (charge) values['charge'] = charge.name;
  if (meter) values['meter'] = meter.name;
  return format.text(kind, values);
}
