import { delay, http, HttpResponse } from 'msw';
import type { RequestHandler } from 'msw';
import type { GalleryState, Reply } from '../gallery/gallery-state.ts';
import { answerJson } from './answer.ts';

/** Each state is an endpoint of its own: `api/states/<id>/catalog` and `…/account`. */
export function galleryHandlers(states: readonly GalleryState[]): readonly RequestHandler[] {
  return states.flatMap((state) => {
    let visits = 0;
    return [
      http.get(`*/api/states/${state.id}/catalog`, ({ request }) => answer(request, state.catalog)),
      http.get(`*/api/states/${state.id}/account`, ({ request }) => {
        visits += 1;
        const reply = (visits > 1 ? state.later : undefined) ?? state.account;
        return answer(request, reply ?? { status: 404 });
      }),
    ];
  });
}

async function answer(request: Request, reply: Reply): Promise<Response> {
  if (reply === 'no network') return HttpResponse.error();
  if (reply === 'nothing, ever') {
    await delay('infinite');
    return HttpResponse.error();
  }
  if ('json' in reply) return answerJson(request, JSON.stringify(reply.json));
  const { status, body = null, headers = {} } = reply;
  return new HttpResponse(body, { status, headers });
}
