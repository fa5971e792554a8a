import { createClient } from '../../src/client/client.ts';
import type { Environment } from '../../src/client/environment.ts';

/** As little of an account as the client needs to see. */
export interface SmallAccount {
  readonly revision: number;
  readonly plan: string;
  readonly stream?: string;
}

export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** Parses made since the page was loaded, to tell whether a document was read again. */
export const parses = { count: 0 };

function parseSmallAccount(raw: unknown): SmallAccount {
  parses.count += 1;
  const { plan, revision = 0 } = raw as Partial<SmallAccount>;
  if (typeof plan !== 'string') throw new ContractError('plan: expected a string');
  return { ...(raw as SmallAccount), plan, revision };
}

/** A client of small documents, in a world of the test's. */
export function createSmallClient(environment: Environment) {
  return createClient<SmallAccount, SmallAccount>({
    parseCatalog: parseSmallAccount,
    parseAccount: parseSmallAccount,
    revisionOf: ({ revision }) => revision,
    streamUrl: ({ stream }) => stream,
    environment,
  });
}
