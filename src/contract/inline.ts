import type { Account } from '../engine/account.ts';
import type { Catalog } from '../engine/catalog.ts';
import { parseAccount } from './account.ts';
import { parseCatalog } from './catalog.ts';
import { ContractError } from './contract-error.ts';
import type { Warn } from './read.ts';
import { isObject } from './scalars.ts';

/** What a page's own script element holds: either document, or both. */
export interface InlineDocuments {
  readonly catalog: Catalog | null;
  readonly account: Account | null;
}

/**
 * Reads the text of a script element: `{"catalog": …, "account": …}`, either may be missing.
 * @throws {ContractError} where it is not that, or one of the two is refused.
 */
export function parseInline(text: string, warn?: Warn): InlineDocuments {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new ContractError('inline', [{ path: '', message: 'is not JSON' }]);
  }
  if (!isObject(raw)) throw new ContractError('inline', [{ path: '', message: 'must be an object' }]);
  return Object.freeze({
    catalog: raw.catalog == null ? null : parseCatalog(raw.catalog, warn),
    account: raw.account == null ? null : parseAccount(raw.account, warn),
  });
}
