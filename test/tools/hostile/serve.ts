import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Served {
  readonly origin: string;
  close(): void;
}

/** Serves what `answer` has for a path, and 404 for the rest. */
export async function serve(answer: (path: string) => Answer | null): Promise<Served> {
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? '/', 'http://host').pathname);
    if (found === null) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found.type, ...found.headers }).end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
