import { FetchInterceptor } from '@mswjs/interceptors/fetch';
import { getResponse, type RequestHandler } from 'msw';

/**
 * Answers this page's `fetch` by msw's handlers, without a service worker, so that every engine can stream and abort.
 * What no handler knows goes to the network.
 */
export class MockEndpoint {
  /** Every request that a handler was asked for, oldest first. */
  readonly requests: Request[] = [];
  #handlers: readonly RequestHandler[] = [];
  readonly #interceptor = new FetchInterceptor();

  start(): void {
    this.#interceptor.apply();
    // The interceptor does await what its types call void.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    this.#interceptor.on('request', async ({ request, controller }) => {
      const { requests } = this;
      requests.push(request);
      const answer = await getResponse([...this.#handlers], request.clone());
      if (answer) controller.respondWith(answer);
      else if (requests.includes(request)) requests.splice(requests.indexOf(request), 1);
    });
  }

  stop(): void {
    this.#interceptor.dispose();
  }

  /** From now on these answer, and nothing has been asked yet. */
  use(...handlers: readonly RequestHandler[]): void {
    this.#handlers = handlers;
    this.requests.length = 0;
  }
}
