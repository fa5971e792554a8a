import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LeakEndpoint {
  readonly origin: string;
  /** Whether the account is refused every other time from now on. */
  isMoody: boolean;
  /** Sends the account of one second later to whoever listens to the stream; the answer is its revision. */
  advance(): number;
  close(): void;
}

interface AccountDocument {
  revision: number;
  as_of: string;
  live?: { url: string };
  limits?: readonly unknown[];
  usage: Record<string, { quantity: string; series?: unknown }>;
}

const FIRST_DAY = '2026-09-23';
const DAYS = 60;

/**
 * An endpoint with an example's documents, whose account moves on, beside the page that reads them.
 *
 * @param example the file of an example; its account gets a stream, a limit, and days to forecast from
 * @param files bodies by path, as [type, text]
 */
export async function startEndpoint(
  example: URL,
  files: Readonly<Record<string, readonly [type: string, body: string]>>,
): Promise<LeakEndpoint> {
  const { catalog, account } = JSON.parse(readFileSync(example, 'utf8')) as {
    catalog: unknown;
    account: AccountDocument;
  };
  account.live = { url: '/live' };
  account.limits = [{ id: 'cap', meter: 'api_calls', quantity: '80000', effect: 'notify', set_by: 'customer' }];
  const values = Array.from({ length: DAYS }, (_, day) => String(1300 + Math.round(200 * Math.sin(day * 12.9898))));
  account.usage['api_calls']!.series = { of: 'increments', from: FIRST_DAY, values };
  const streams = new Set<ServerResponse>();
  let asked = 0;

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = files[pathname];
    if (file) return void response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
    if (pathname.endsWith('/live')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      streams.add(response);
      response.once('close', () => streams.delete(response));
      return;
    }
    const body = pathname.endsWith('/catalog') ? catalog : pathname.endsWith('/account') ? account : null;
    const isRefused = body === account && endpoint.isMoody && (asked += 1) % 2 === 1;
    response
      .writeHead(body === null ? 404 : isRefused ? 403 : 200, { 'content-type': 'application/json' })
      .end(body === null ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const endpoint: LeakEndpoint = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isMoody: false,
    advance() {
      account.revision += 1;
      account.as_of = new Date(Date.parse(account.as_of) + 1000).toISOString();
      for (const usage of Object.values(account.usage)) usage.quantity = String(Number(usage.quantity) + 1);
      for (const stream of streams) stream.write(`event: account\ndata: ${JSON.stringify(account)}\n\n`);
      return account.revision;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return endpoint;
}
