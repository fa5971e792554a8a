import * as z from 'zod/mini';
import type { Catalog } from '../engine/facts/catalog.ts';
import { ONE } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { ContractError, type ContractIssue } from './contract-error.ts';
import { instant } from './instant.ts';
import { readPlan } from './plan.ts';
import { read, under, type Reading, type Warn } from './read.ts';
import {
  amount,
  apart,
  choice,
  currency,
  id,
  isObject,
  list,
  someOf,
  named,
  orNull,
  positive,
  record,
  text,
  uniqueIds,
  url,
  version,
} from './scalars.ts';
import { withoutInherited } from './without-inherited.ts';

const meter = once(() =>
  z.pipe(
    z.object({
      id: id(),
      name: z.optional(text()),
      kind: choice('count', 'seats', 'money'),
      aggregation: choice('sum', 'max', 'last', 'average', 'unique', 'events'),
      unit: z.optional(
        z.object({
          zero: z.optional(text()),
          one: z.optional(text()),
          two: z.optional(text()),
          few: z.optional(text()),
          many: z.optional(text()),
          other: text(),
        }),
      ),
      counts: orNull(text()),
      step: z._default(positive(), ONE),
      typical_event: orNull(amount()),
      sum_of: orNull(someOf(z.object({ meter: id(), multiply_by: z._default(amount(), ONE) }), 50)),
    }),
    z.transform((value) => {
      const { name, ...rest } = named(value);
      return { ...rest, name, unit: value.unit ?? { other: name } };
    }),
  ),
);

export const catalog = once(() =>
  z.object({
    version: version(),
    currency: currency(),
    meters: list(meter(), 200).check(uniqueIds()),
    plans: someOf(apart(), 50),
    examples: list(z.object({ name: text(), quantities: record(amount(), 200) }), 20),
    contact: orNull(url()),
    effective_from: orNull(instant()),
    next: orNull(apart()),
  }),
);

/**
 * Reads a catalog, as parsed JSON. A plan that is wrong inside comes back with its `problems` and without charges.
 * @param warn is told of links that were left out; by default nobody: nothing is ever logged.
 * @throws {ContractError} where the document itself is wrong.
 */
export function parseCatalog(raw: unknown, warn?: Warn): Catalog {
  const { value, issues } = withoutInherited(() => readCatalog(raw, warn));
  if (issues) throw new ContractError('catalog', issues);
  return value;
}

function readCatalog(raw: unknown, warn?: Warn): Reading<Catalog> {
  const head = read(catalog(), raw, warn);
  if (head.issues) return head;
  const { meters, examples } = head.value;
  const issues = [...meterIssues(meters), ...exampleIssues(examples, meters)];
  const take = <T>({ value, issues: more }: Reading<T>) => {
    if (more) issues.push(...more);
    return value;
  };
  const plans = head.value.plans.flatMap(
    (plan, rank) => take(readPlan(plan(), { path: `plans.${rank}`, rank, meters, warn })) ?? [],
  );
  plans.forEach(({ id: name }, index) => {
    if (plans.findIndex((plan) => plan.id === name) < index)
      issues.push({ path: `plans.${index}.id`, message: 'is there twice' });
  });
  const next = head.value.next && take(readNext(head.value.next(), warn));
  if (issues.length > 0) return { issues };
  return { value: Object.freeze({ ...head.value, plans: Object.freeze(plans), next: next ?? null }) };
}

/** The price list that follows. What would follow that one is not read. */
function readNext(raw: unknown, warn?: Warn): Reading<Catalog> {
  const next = readCatalog(isObject(raw) ? { ...raw, next: null } : raw, (issue) =>
    under('next', [issue]).forEach((each) => warn?.(each)),
  );
  if (next.value?.effectiveFrom === null) return { issues: [{ path: 'next.effective_from', message: 'is missing' }] };
  return next.issues ? { issues: under('next', next.issues) } : next;
}

function meterIssues(meters: Catalog['meters']): ContractIssue[] {
  const plain = new Set(meters.filter(({ sumOf }) => sumOf === null).map(({ id: name }) => name));
  return meters.flatMap(({ sumOf }, index) =>
    (sumOf ?? []).flatMap(({ meter: part }, position) =>
      plain.has(part)
        ? []
        : [{ path: `meters.${index}.sum_of.${position}.meter`, message: `is no meter that counts by itself: ${part}` }],
    ),
  );
}

function exampleIssues(examples: Catalog['examples'], meters: Catalog['meters']): ContractIssue[] {
  return examples.flatMap(({ quantities }, index) =>
    [...quantities.keys()].flatMap((name) =>
      meters.some((each) => each.id === name)
        ? []
        : [{ path: `examples.${index}.quantities.${name}`, message: 'is no meter of the catalog' }],
    ),
  );
}
