import { createClient } from '../client/index.ts';
import { parseAccount, parseCatalog } from '../contract/index.ts';

/** One client for the page: each document is requested once, however many tags want it. */
export const pageClient = createClient({
  parseCatalog,
  parseAccount,
  revisionOf: (account) => account.revision,
  streamUrl: (account) => account.liveUrl,
});
