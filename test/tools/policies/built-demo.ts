import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { type Answer, serve, type Served } from '../hostile/serve.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** What strict pages send with every answer. `plainbill-demo` is the demo's own policy, for its mock worker. */
export const STRICT_POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'",
  "require-trusted-types-for 'script'; trusted-types lit-html plainbill-demo",
].join('; ');

/** The demo as it is published, on a server that can be told what to add. */
export interface BuiltDemo extends Served {
  readonly pages: readonly string[];
  /** Text of `/hostile.css`, which every page then loads last; empty = none. */
  styles: string;
}

export async function serveBuiltDemo(): Promise<BuiltDemo> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plainbill-demo-'));
  await build({
    configFile: path.join(ROOT, 'vite.config.ts'),
    root: path.join(ROOT, 'demo'),
    mode: 'demo',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [`/${path.relative(folder, file).replaceAll(path.sep, '/')}`, readFileSync(file)]),
  );
  rmSync(folder, { recursive: true });
  const demo = { styles: '' };
  // Frames of an opaque origin may read what is public.
  const headers = { 'content-security-policy': STRICT_POLICY, 'access-control-allow-origin': '*' };
  const server = await serve((asked): Answer | null => {
    if (asked === '/hostile.css') return { body: demo.styles, type: 'text/css', headers };
    if (asked === '/elsewhere') return { body: ELSEWHERE, type: TYPES['.html']! };
    if (asked.startsWith('/sandbox/')) return { body: sandboxOf(asked), type: TYPES['.html']!, headers: framing };
    const body = files.get(asked);
    if (body === undefined) return null;
    const type = TYPES[path.extname(asked)] ?? 'application/octet-stream';
    const isStyled = demo.styles !== '' && asked.endsWith('.html');
    const styled = () => body.toString().replace('</head>', '<link rel="stylesheet" href="/hostile.css" /></head>');
    return { body: isStyled ? styled() : body, type, headers };
  });
  const pages = [...files.keys()].filter((file) => /^\/[\w-]+\.html$/.test(file)).map((file) => file.slice(1));
  return Object.assign(demo, { ...server, pages });
}

/** A page without a policy, since the demo's own lets nobody ask another origin. */
const ELSEWHERE = '<!doctype html><html lang="en"><title>Elsewhere</title><script src="/plainbill.js"></script><body>';

const framing = { 'content-security-policy': "default-src 'none'; frame-src 'self'" };

/** `/sandbox/FLAGS/PAGE`: a page that has nothing but that one, in a frame with those flags. */
function sandboxOf(asked: string): string {
  const [, , flags = '', page = ''] = asked.split('/');
  return `<!doctype html><title>Sandbox</title><iframe width="900" height="900" sandbox="${flags.replaceAll('+', ' ')}" src="/${page}"></iframe>`;
}
