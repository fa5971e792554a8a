import { bypass, delay, http } from 'msw';
import type { RequestHandler } from 'msw';
import { isClockFixed, now } from '../data/clock.ts';
import { draw } from '../data/daily.ts';
import { answerJson } from './answer.ts';
import { accountOf, COMPANIES } from './companies.ts';
import type { Company } from './companies.ts';
import { answerStream } from './stream.ts';

/** An answer takes as long as one from a near data centre. */
const LATENCY_MS = isClockFixed ? 0 : 180;
const TICK_MS = 2000;
/** Whose usage ticks while one looks on. */
const LIVE_COMPANY: Company = 'quaystone';

/** What three companies' servers answer under `api/<company>/catalog`, `…/account` and, for one, `…/account/stream`. */
export const companyHandlers: readonly RequestHandler[] = COMPANIES.flatMap(handlersOf);

function handlersOf(company: Company): RequestHandler[] {
  let ticks = 0;
  let extraCalls = 0;
  const account = (request: Request) => {
    const { pathname } = new URL(request.url);
    const live = { url: pathname.replace(/\/account.*/, '/account/stream') };
    return JSON.stringify({ ...accountOf(company, now(), extraCalls), ...(company === LIVE_COMPANY && { live }) });
  };
  return [
    http.get(`*/api/${company}/catalog`, async ({ request }) => {
      const catalog = await fetchCatalog(company);
      await delay(LATENCY_MS);
      return answerJson(request, catalog);
    }),
    http.get(`*/api/${company}/account`, async ({ request }) => {
      await delay(LATENCY_MS);
      return answerJson(request, account(request));
    }),
    http.get(`*/api/${company}/account/stream`, ({ request }) =>
      answerStream({
        // With the clock held, nothing happens any more.
        next: () => {
          if (isClockFixed) return null;
          ticks += 1;
          extraCalls += Math.round(1 + 24 * draw(5, ticks) ** 2);
          return account(request);
        },
        everyMs: TICK_MS,
        signal: request.signal,
      }),
    ),
  ];
}

/** The catalogs lie beside the pages as files: the pricing page reads them with no server of ours between. */
export async function fetchCatalog(company: Company): Promise<string> {
  const response = await fetch(bypass(new URL(`catalogs/${company}.json`, document.baseURI)));
  return response.text();
}
