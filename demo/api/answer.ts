import { HttpResponse } from 'msw';

/** A JSON document with its ETag; 304 where the asker has it already. */
export async function answerJson(request: Request, text: string): Promise<HttpResponse<string>> {
  const etag = `"${await digest(text)}"`;
  const headers = { etag, 'cache-control': 'no-cache', 'content-type': 'application/json' };
  if (request.headers.get('if-none-match') === etag) return new HttpResponse(null, { status: 304, headers });
  return new HttpResponse(text, { headers });
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
