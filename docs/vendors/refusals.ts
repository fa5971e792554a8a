import type { CatalogDocument, PlanDocument } from './documents.ts';
import { Untranslatable } from './documents.ts';

/** The catalog, and why some plans in it are "contact us" only: a plan without a price is better than a wrong one. */
export interface TranslatedCatalog {
  readonly catalog: CatalogDocument;
  readonly refused: readonly Untranslatable[];
}

interface PlanNames extends Pick<PlanDocument, 'id' | 'name' | 'family' | 'rank'> {
  readonly description?: string | null;
}

/** What a plan is called and where it stands, without what else is known of it. */
export function namesOf({ id, name, description, family, rank }: PlanNames) {
  return {
    id,
    name,
    ...(description ? { description } : {}),
    ...(family === undefined ? {} : { family }),
    ...(rank === undefined ? {} : { rank }),
  };
}

/** The plan; if it is refused, its names and "contact us". */
export function planOrContact(
  names: PlanNames,
  translate: () => PlanDocument,
  refused: Untranslatable[],
): PlanDocument {
  return unlessRefused(translate, refused) ?? { ...namesOf(names), contact: true };
}

/** What `translate` returns; null = it was refused, and `refused` has the refusal. */
export function unlessRefused<T>(translate: () => T, refused: Untranslatable[] = []): T | null {
  try {
    return translate();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    refused.push(error);
    return null;
  }
}
