import { setupWorker } from 'msw/browser';
import type { RequestHandler } from 'msw';

/** The one Trusted Types policy of the demo: it lets through the mock worker's address and nothing else. */
const POLICY = 'plainbill-demo';

const CLAIM_TIMEOUT_MS = 3000;

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): { toString(): string } };
}

/** Starts the mock endpoint: from then on a service worker answers this page's requests below `api/`. */
export async function startApi(handlers: readonly RequestHandler[]): Promise<void> {
  const url = new URL('mockServiceWorker.js', document.baseURI).href;
  await registerWorker(url);
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url },
  });
}

/**
 * Before msw does, which would register by a plain string: under `require-trusted-types-for 'script'` the address has
 * to come from a policy.
 */
async function registerWorker(url: string): Promise<void> {
  const { serviceWorker } = navigator;
  // The DOM's types say `string`.
  await serviceWorker.register(trusted(url) as string);
  if (serviceWorker.controller) return;
  // A first visit: the new worker takes the page over. After a reload past the cache it does not; msw then reloads.
  await new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    setTimeout(resolve, CLAIM_TIMEOUT_MS);
  });
}

function trusted(url: string): unknown {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy(POLICY, {
    createScriptURL: (address) => {
      if (address !== url) throw new TypeError(`not the demo's worker: ${address}`);
      return address;
    },
  });
  return policy?.createScriptURL(url) ?? url;
}
