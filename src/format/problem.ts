import type { Estimate, EstimateProblem } from '../engine/estimate/estimate.ts';
import type { Format } from './format.ts';

/**
 * Says to a visitor why there is nothing to show: by the `reason` of a request that failed, or by the `document` that was
 * refused and the path of its first issue. Of any other error it only says that it is ours.
 */
export function describeError(format: Format, error: Error): string {
  const { reason, document, issues } = error as Partial<KnownError>;
  const key = `problem.${reason ?? document}`;
  return format.text(format.has(key) ? key : 'problem.internal', { path: issues?.[0]?.path || '/' });
}

/** Says that what is shown may be out of date: since how long, and why. */
export function describeAge(format: Format, ageMs: number, isOffline: boolean, problem: Error | null): string {
  const ago = format.ago(ageMs);
  if (isOffline) return format.text('offline', { ago });
  return problem
    ? format.text('stale_because', { ago, reason: describeError(format, problem) })
    : format.text('stale', { ago });
}

/** What errors of the client and of the contract tell; named here by shape, as this wing imports neither. */
interface KnownError {
  readonly reason: string;
  readonly document: string;
  readonly issues: readonly { readonly path: string }[];
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
  return format.text(kind === 'unpriceable' && !format.isEnglish ? 'unpriceable.elsewhere' : kind, values);
}
