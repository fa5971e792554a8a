import { createClient, type Client, type Environment } from '../../../src/client/index.ts';
import { parseAccount, parseCatalog } from '../../../src/contract/index.ts';
import type { Account } from '../../../src/engine/facts/account.ts';
import type { Catalog } from '../../../src/engine/facts/catalog.ts';

export const ORIGIN = 'https://billing.example';

export interface Answers {
  catalog: Uint8Array;
  account: Uint8Array;
}

/** The page's own client, of an endpoint that answers whatever `answers` says then; no timer ever goes off. */
export function answeringClient(answers: Answers): Client<Catalog, Account> {
  const environment: Environment = {
    fetch: (input) => {
      const body = (input as string).endsWith('/catalog') ? answers.catalog : answers.account;
      return Promise.resolve(new Response(body as Uint8Array<ArrayBuffer>));
    },
    now: () => 0,
    random: () => 0.5,
    after: () => () => {},
    isHidden: () => false,
    isOffline: () => false,
    watch: () => () => {},
    baseUrl: () => ORIGIN,
  };
  return createClient({
    parseCatalog,
    parseAccount,
    revisionOf: ({ revision }) => revision,
    environment,
  });
}
