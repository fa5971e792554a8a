import type { Account } from '../engine/facts/account.ts';
import type { Catalog } from '../engine/facts/catalog.ts';
import { parseAccount } from './account.ts';
import { parseCatalog } from './catalog.ts';
import { ContractError } from './contract-error.ts';
import { exceeds } from './issues.ts';
import type { Warn } from './read.ts';
import { isObject } from './scalars.ts';

/** As of two documents that an endpoint sends. */
const LONGEST = 8 * 2 ** 20;

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
  const refuse = (message: string): never => {
    throw new ContractError('inline', [{ path: '', message }]);
  };
  let raw: unknown;
  if (text.length > LONGEST) refuse(exceeds(LONGEST, ' characters'));
  try {
    raw = JSON.parse(text);
  } catch {
    refuse('is not JSON');
  }
  if (!isObject(raw)) return refuse('must be an object');
  return Object.freeze({
    catalog: raw.catalog == null ? null : parseCatalog(raw.catalog, warn),
    account: raw.account == null ? null : parseAccount(raw.account, warn),
  });
}
