import { createStaticResource, type Resource, type Token } from '../client/index.ts';
import { parseAccount, parseCatalog, parseInline } from '../contract/index.ts';
import type { Account } from '../engine/facts/account.ts';
import type { Catalog } from '../engine/facts/catalog.ts';
import { once } from '../engine/once.ts';
import type { PricingSources } from '../store/pricing-store.ts';
import { pageClient } from './page-client.ts';
import { remember } from './remember.ts';

/** The page names no source of facts for an element. The message is for its author. */
export class NoSourceError extends Error {
  override readonly name = 'NoSourceError';
  readonly reason = 'no-source';
}

export const noSources = once(() =>
  brokenSources(
    new NoSourceError(
      'no catalog: give endpoint, catalog-url, catalog, store or a script with "catalog", here or to a <pb-pricing> around',
    ),
  ),
);

/** Sources that have nothing to give, and say why. */
export function brokenSources(error: Error): PricingSources {
  return { catalog: broken(error), account: null };
}

function broken(error: Error): Resource<never> {
  return createStaticResource<never>(() => {
    throw error;
  }, 0);
}

/** What an element's attributes and properties say of where its facts come from. */
export interface SourceSettings {
  readonly endpoint: string | URL | null;
  readonly catalogUrl: string | URL | null;
  readonly accountUrl: string | URL | null;
  readonly credentials: RequestCredentials;
  readonly refresh: number;
  readonly token: Token | null;
  readonly catalog: unknown;
  readonly account: unknown;
}

interface InlineResources {
  readonly catalog: Resource<Catalog> | null;
  readonly account: Resource<Account> | null;
}

/**
 * Makes the reader of one element's settings: of each document, the first that is given holds, property, address, or the
 * text of a script element inside. A document is parsed once for as long as it is the same.
 *
 * @returns `null` where no catalog is named
 */
export function createSourceReader(): (settings: SourceSettings, inlineText: string | null) => PricingSources | null {
  const catalogOf = remember((document: unknown) => createStaticResource(() => parseCatalog(document)));
  const accountOf = remember(
    (document: unknown) => document !== null && createStaticResource(() => parseAccount(document)),
  );
  const inlineOf = remember(readInline);

  return ({ endpoint, catalogUrl, accountUrl, credentials, refresh, token, catalog, account }, inlineText) => {
    const base = String(endpoint).replace(/\/+$/, '');
    const catalogAt = String(catalogUrl || (endpoint && `${base}/catalog`) || '');
    const accountAt = String(accountUrl || (endpoint && `${base}/account`) || '');
    const inline = inlineOf(inlineText);
    const catalogResource =
      catalog != null
        ? catalogOf(catalog)
        : catalogAt
          ? pageClient.catalog({ url: catalogAt, credentials })
          : inline.catalog;
    if (!catalogResource) return null;
    const accountResource =
      account !== undefined
        ? accountOf(account)
        : accountAt
          ? pageClient.account({ url: accountAt, credentials, token })
          : inline.account;
    return { catalog: catalogResource, account: accountResource || null, refreshMs: refresh * 1000 || 0 };
  };
}

/** The text of a page's own script element, as resources; `null` where it does not hold the document. */
function readInline(text: string | null): InlineResources {
  const resource = <Value>(value: Value | null) => value && createStaticResource(() => value);
  if (text === null) return { catalog: null, account: null };
  try {
    const { catalog, account } = parseInline(text);
    return { catalog: resource(catalog), account: resource(account) };
  } catch (error) {
    // Either document, as nobody knows which of them the page has there.
    const nothing = broken(error as Error);
    return { catalog: nothing, account: nothing };
  }
}
