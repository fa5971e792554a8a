import { HttpResponse } from 'msw';

export interface StreamOptions {
  /** The next account document; `null` = nothing new, only a sign of life. */
  readonly next: () => string | null;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** Server-sent events of whole account documents, until the asker goes away. */
export function answerStream({ next, everyMs, signal }: StreamOptions): HttpResponse<ReadableStream> {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  signal.addEventListener('abort', stop);
  const body = new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send(': hello\n\n');
      timer = setInterval(() => {
        const account = next();
        send(account === null ? ': still here\n\n' : `event: account\ndata: ${account}\n\n`);
      }, everyMs);
    },
    cancel: stop,
  });
  return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
