import { kept } from '../engine/once.ts';
import { type DocumentOptions, DocumentResource } from './document-resource.ts';
import { type Environment, pageEnvironment } from './environment.ts';
import { resolveStreamUrl } from './live.ts';
import type { Resource } from './resource.ts';
import { Bearer, type Token, type TokenFunction } from './token.ts';

export interface CatalogSource {
  /** Absolute, or relative to the page. */
  readonly url: string;
  /** Default: `same-origin`. */
  readonly credentials?: RequestInit['credentials'] | undefined;
}

export interface AccountSource extends CatalogSource {
  /** Sent to `url` and to a stream on its origin, nowhere else. A function stands for one owner: another owner, another function. */
  readonly token?: Token | null | undefined;
}

export interface ClientOptions<Catalog, Account> {
  /** JSON to a value; throws what is then the resource's problem. */
  readonly parseCatalog: (raw: unknown) => Catalog;
  readonly parseAccount: (raw: unknown) => Account;
  /** An account with a lower revision than the last is dropped. Default: none is. */
  readonly revisionOf?: (account: Account) => number;
  /** The stream that an account names. Default: none. */
  readonly streamUrl?: (account: Account) => string | null | undefined;
  readonly environment?: Environment;
}

/** Asks for documents, each once for all who want it. */
export interface Client<Catalog, Account> {
  catalog(source: CatalogSource): Resource<Catalog>;
  /** Another token, another resource: nothing of one owner's account is ever seen with another's token. */
  account(source: AccountSource): Resource<Account>;
}

/**
 * One client serves a page. Equal sources (URL, credentials and token) get the same resource for as long as anybody
 * listens to it; ask again whenever a listener begins, rather than keep a resource that has stopped.
 */
export function createClient<Catalog, Account>({
  parseCatalog,
  parseAccount,
  revisionOf = () => 0,
  streamUrl,
  environment = pageEnvironment,
}: ClientOptions<Catalog, Account>): Client<Catalog, Account> {
  const shareCatalog = shareBySource(environment, (target, hooks) => {
    return new DocumentResource({ environment, target, parse: parseCatalog, ...hooks });
  });
  const shareAccount = shareBySource(environment, ({ url, credentials, token }, hooks) => {
    const bearer = new Bearer(token);
    return new DocumentResource({
      environment,
      target: { url, credentials, bearer },
      parse: parseAccount,
      admit: (next, last) => {
        // A new token may be a new owner's, whose revisions are counted apart.
        const isOlder = !bearer.isNew && last !== undefined && revisionOf(next) < revisionOf(last);
        bearer.isNew = false;
        return !isOlder;
      },
      streamUrl: (account) => resolveStreamUrl(streamUrl?.(account), url),
      ...hooks,
    });
  });
  return {
    // A catalog is the same for everyone: whatever else comes with the source, a token is none of its business.
    catalog: ({ url, credentials }) => shareCatalog({ url, credentials }),
    account: shareAccount,
  };
}

type Hooks = Pick<DocumentOptions<unknown>, 'onStart' | 'onStop'>;

/** Keeps what `create` makes, under its source, for as long as it runs. A token's text is kept no longer than that. */
function shareBySource<T>(
  environment: Environment,
  create: (source: AccountSource, hooks: Hooks) => DocumentResource<T>,
): (source: AccountSource) => Resource<T> {
  type Shelf = Map<string, DocumentResource<T>>;
  const byText: Shelf = new Map();
  const byFunction = new WeakMap<TokenFunction, Shelf>();
  const shelfOf = (token: AccountSource['token']): Shelf => {
    return typeof token === 'function' ? kept(byFunction, token, (): Shelf => new Map()) : byText;
  };
  return ({ url: address, credentials: wanted, token }) => {
    const url = resolveUrl(address, environment.baseUrl());
    // An attribute that was taken away is null.
    const credentials = wanted || 'same-origin';
    const shelf = shelfOf(token);
    const key = JSON.stringify([url, credentials, token || '']);
    const known = shelf.get(key);
    if (known) return known;
    const onStart = () => shelf.set(key, made);
    const onStop = () => shelf.get(key) === made && shelf.delete(key);
    const made: DocumentResource<T> = create({ url, credentials, token }, { onStart, onStop });
    onStart();
    return made;
  };
}

/** One spelling per address, so that two of them are one request. What is no address stays, for the request to say so. */
function resolveUrl(address: string, baseUrl: string | undefined): string {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl).href.replace(/#.*/s, '') : address;
}
