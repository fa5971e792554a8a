import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { createBillingServer } from './billing-server.mjs';

/**
 * A real endpoint on other origins than the test page's. Paths are `/<id>/<behaviour>`; `<id>` keeps the records of
 * tests that run at the same time apart, and `/<id>/log` answers what was asked under it on that origin.
 *
 * @typedef {{ method: string, path: string, authorization: string | null, ifNoneMatch: string | null, status: number, isClosed: boolean }} LogEntry
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ response: Response, entry: LogEntry, otherOrigin: () => string, url: URL, id: string }} Exchange
 */

const DOCUMENT = JSON.stringify({ revision: 41, plan: 'team' });
const BLOCK = Buffer.alloc(65_536, ' ');

/** @type {Map<string, Response>} */
const streams = new Map();

/** @type {Record<string, (exchange: Exchange) => void>} */
const BEHAVIOURS = {
  account({ response, entry }) {
    response.setHeader('etag', '"41"');
    entry.status = entry.ifNoneMatch === '"41"' ? 304 : 200;
    response.writeHead(entry.status).end(entry.status === 200 ? DOCUMENT : undefined);
  },
  limited({ response, entry }) {
    entry.status = 429;
    response.writeHead(429, { 'retry-after': '7' }).end();
  },
  missing({ response, entry }) {
    entry.status = 404;
    response.writeHead(404).end('Not here');
  },
  redirect({ response, entry, otherOrigin, url }) {
    entry.status = 302;
    response.writeHead(302, { location: `${otherOrigin()}${url.pathname.replace('redirect', 'account')}` }).end();
  },
  /** One byte, and then never another. */
  slow({ response }) {
    response.writeHead(200).write('{');
  },
  truncated({ response }) {
    response.writeHead(200, { 'content-length': 1000 }).write(DOCUMENT.slice(0, 10), () => response.destroy());
  },
  /** Says that 50 MB will come; but they do not. */
  huge({ response }) {
    response.writeHead(200, { 'content-length': 50_000_000 }).write('{');
  },
  /** Says nothing of its size, and comes until nobody wants any more. */
  endless({ response, entry }) {
    response.writeHead(200);
    response.once('close', () => {
      entry.isClosed = true;
    });
    const send = () => {
      while (!response.destroyed && response.write(BLOCK));
      response.once('drain', send);
    };
    send();
  },
  stream({ response, id }) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('event: account\ndata: {"revision": 42, "plan": "streamed"}\n\n');
    streams.set(id, response);
  },
  /** Cuts the stream in mid-message. When is the test's choice: a browser drops what came just before a cut. */
  cut({ response, id }) {
    const stream = streams.get(id);
    stream?.write('event: account\ndata: {"revi', () => stream.destroy());
    response.end();
  },
};

/** @returns {Promise<{ origins: { first: string, second: string, closed: string, billing: string }, stop: () => void }>} */
export async function startHttpServers() {
  /** @type {Map<string, LogEntry[]>} */
  const logs = new Map();
  /** @type {string[]} */
  const origins = [];

  /** @type {(index: number) => import('node:http').RequestListener} */
  const answer = (index) => (request, response) => {
    const url = new URL(request.url ?? '/', origins[index]);
    const [, id = '', behaviour = ''] = url.pathname.split('/');
    const log = logs.get(`${index}/${id}`) ?? [];
    logs.set(`${index}/${id}`, log);
    allowOrigin(request, response, url);
    if (behaviour === 'log') return void response.end(JSON.stringify(log));
    /** @type {LogEntry} */
    const entry = {
      method: request.method ?? '',
      path: url.pathname,
      authorization: request.headers.authorization ?? null,
      ifNoneMatch: request.headers['if-none-match'] ?? null,
      status: 200,
      isClosed: false,
    };
    log.push(entry);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const act = BEHAVIOURS[behaviour];
    if (!act) return void response.writeHead(501).end();
    return act({ response, entry, url, id, otherOrigin: () => origins[1 - index] ?? '' });
  };

  const servers = [createServer(answer(0)), createServer(answer(1))];
  for (const server of servers) origins.push(await listen(server));
  const billing = createBillingServer();
  const billingOrigin = await listen(billing);
  const spare = createSocketServer();
  const closed = await listen(spare);
  spare.close();
  return {
    origins: { first: origins[0] ?? '', second: origins[1] ?? '', closed, billing: billingOrigin },
    stop: () => {
      for (const server of [...servers, billing]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/**
 * `?cors=none`: none; `?cors=exposed`: everything that may be; else the least that works.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {Response} response
 * @param {URL} url
 */
function allowOrigin(request, response, url) {
  const cors = url.searchParams.get('cors');
  if (cors === 'none') return;
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-headers', 'authorization');
  if (cors === 'exposed') response.setHeader('access-control-expose-headers', 'etag, retry-after, date');
}

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<string>}
 */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`);
    });
  });
}
