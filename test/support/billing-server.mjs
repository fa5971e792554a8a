import { createServer } from 'node:http';

/**
 * An endpoint whose behaviour a test chooses, over a real network: `/<id>/catalog`, `/<id>/account` and `/<id>/live`, kept
 * apart by `<id>`. By POST, which is never refused:
 *
 * - `/<id>/become` takes `{catalog?, account?, live?}`, each a `Behaviour`, and forgets what was asked so far
 * - `/<id>/send` writes its body to the streams that are open; `/<id>/end` ends them in an orderly way after it, and
 *   `/<id>/cut` breaks them off
 * - `/<id>/log` answers what was asked since, as `<document> <authorization>`
 *
 * @typedef {object} Behaviour
 * @property {number} [status] 200
 * @property {Record<string, string>} [headers]
 * @property {string} [body]
 * @property {'refuse' | 'hang' | 'drip' | 'truncate' | 'stream'} [manner] none: answers in full
 * @property {string} [token] any other is refused with 401
 *
 * @typedef {object} Room
 * @property {Record<string, Behaviour>} behaviours
 * @property {string[]} log
 * @property {Set<import('node:http').ServerResponse>} streams
 */

const DRIP_MS = 50;

/** @type {Map<string, Room>} */
const rooms = new Map();

export function createBillingServer() {
  return createServer((request, response) => void answer(request, response));
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  const [, id = '', name = ''] = pathname.split('/');
  const room = rooms.get(id) ?? { behaviours: {}, log: [], streams: new Set() };
  rooms.set(id, room);
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'authorization');
  response.setHeader('access-control-expose-headers', 'retry-after');
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  if (request.method === 'POST') return command(room, name, await textOf(request), response);

  const { authorization = '-' } = request.headers;
  room.log.push(`${name} ${authorization}`);
  const behaviour = room.behaviours[name] ?? { status: 404 };
  const isKnown = behaviour.token === undefined || authorization === `Bearer ${behaviour.token}`;
  act(isKnown ? behaviour : { status: 401 }, response, room);
}

/**
 * @param {Behaviour} behaviour
 * @param {import('node:http').ServerResponse} response
 * @param {Room} room
 */
function act({ status = 200, headers = {}, body = '', manner }, response, room) {
  switch (manner) {
    case 'refuse':
      return void response.destroy();
    case 'hang':
      return;
    case 'drip': {
      response.writeHead(status, headers);
      let sent = 0;
      const timer = setInterval(() => response.write(body[sent++ % body.length]), DRIP_MS);
      return void response.once('close', () => clearInterval(timer));
    }
    case 'truncate':
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
      return void response.write(body.slice(0, body.length >> 1), () => response.destroy());
    case 'stream':
      room.streams.add(response);
      response.once('close', () => room.streams.delete(response));
      // A first sign of life, as some browsers hold back an answer without one.
      return void response.writeHead(status, { 'content-type': 'text/event-stream', ...headers }).write(': here\n\n');
    default:
      return void response.writeHead(status, headers).end(body);
  }
}

/**
 * @param {Room} room
 * @param {string} name
 * @param {string} body
 * @param {import('node:http').ServerResponse} response
 */
function command(room, name, body, response) {
  switch (name) {
    case 'become':
      Object.assign(room.behaviours, JSON.parse(body));
      room.log.length = 0;
      break;
    case 'send':
      for (const stream of room.streams) stream.write(body);
      break;
    case 'end':
      for (const stream of room.streams) stream.end(body);
      break;
    case 'cut':
      for (const stream of room.streams) stream.write(body, () => stream.destroy());
      break;
    case 'log':
      return void response.end(JSON.stringify(room.log));
    default:
      response.statusCode = 404;
  }
  response.end();
}

/** @param {import('node:http').IncomingMessage} request */
async function textOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
