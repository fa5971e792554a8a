import { setupWorker } from 'msw/browser';
import type { RequestHandler } from 'msw';

/** The one Trusted Types policy of the demo: it lets through the mock worker's address and nothing else. */
const POLICY = 'plainbill-demo';

interface ScriptUrlPolicy {
  createScriptURL(url: string): { toString(): string };
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

/** Starts the mock endpoint: from then on a service worker answers this page's requests below `api/`. */
export async function startApi(handlers: readonly RequestHandler[]): Promise<void> {
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: trusted(new URL('mockServiceWorker.js', document.baseURI).href) },
  });
}

/** Under `require-trusted-types-for 'script'` a worker's address has to come from a policy. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy(POLICY, {
    createScriptURL: (address) => {
      if (address !== url) throw new TypeError(`not the demo's worker: ${address}`);
      return address;
    },
  });
  // msw says `string`, and hands on what it is given.
  return (policy?.createScriptURL(url) ?? url) as string;
}
