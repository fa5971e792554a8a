import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildInMemory } from '../../support/build-in-memory.mjs';

/** What is measured, served from this machine: the built script-tag file, React's bundles, and pages that load them. */
export interface Site {
  readonly origin: string;
  close(): void;
}

/** A page that loads these scripts in the way that the README shows. */
export function pageOf(scripts: readonly string[], body = ''): string {
  return `/page?${new URLSearchParams([['body', body], ...scripts.map((script) => ['script', script])])}`;
}

export async function startSite(): Promise<Site> {
  const scripts = new Map([
    ['/plainbill.js', await buildInMemory('script-tag')],
    ['/react-root.js', await bundlePage('react-root')],
    ['/painting.js', await bundlePage('painting')],
  ]);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    const script = scripts.get(pathname);
    if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
    else if (pathname.startsWith('/silence/')) return;
    else if (pathname === '/page')
      response.writeHead(200, { 'content-type': 'text/html' }).end(documentOf(searchParams));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function documentOf(query: URLSearchParams): string {
  const scripts = query.getAll('script').map((file) => `<script src="/${file}.js" defer></script>`);
  // No icon is asked for, and no frame is lost to it.
  return `<!doctype html><html lang="en"><head><title>Bench</title><link rel="icon" href="data:,">${scripts.join('')}</head>
<body>${query.get('body') ?? ''}</body></html>`;
}

/** As a page ships it: one minified classic script, production React. */
async function bundlePage(name: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(`page/${name}.ts`, import.meta.url)), name: 'bench', formats: ['iife'] },
    },
  });
  const [first] = Array.isArray(output) ? output : [];
  if (first === undefined) throw new Error(`${name}: the build gave no output`);
  return first.output[0].code;
}

/** An example in which seats, usage and outcomes stand on one invoice; with so many days of usage, a forecast from them. */
export function benchDocuments({ days }: { readonly days: number }): {
  readonly catalog: unknown;
  readonly account: Readonly<Record<string, unknown>>;
} {
  const example = new URL('../../../docs/examples/hybrid.json', import.meta.url);
  const { catalog, account } = JSON.parse(readFileSync(example, 'utf8')) as {
    catalog: unknown;
    account: { as_of: string; usage: Record<string, { series?: unknown }> };
  };
  if (days > 0) {
    const from = new Date(Date.parse(account.as_of) - days * 86_400_000).toISOString().slice(0, 10);
    const values = Array.from({ length: days }, (_, day) => String(1300 + Math.round(200 * Math.sin(day * 12.9898))));
    account.usage['api_calls']!.series = { of: 'increments', from, values };
  }
  return { catalog, account };
}
