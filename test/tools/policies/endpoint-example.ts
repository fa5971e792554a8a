import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DOCUMENT = path.resolve(import.meta.dirname, '../../../docs/endpoint.md');

/** The server that docs/endpoint.md shows: its last block of JavaScript. */
export function readEndpointExample(): string {
  const blocks = [...readFileSync(DOCUMENT, 'utf8').matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const example = blocks.at(-1);
  if (!example?.includes('createServer')) throw new Error('docs/endpoint.md shows no server.');
  return example;
}

/** Runs it as a reader would, with one more origin that may ask. */
export async function startEndpoint(example: string, origin: string): Promise<{ origin: string; stop: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plainbill-endpoint-'));
  const file = path.join(folder, 'server.mjs');
  writeFileSync(file, example.replace(/new Set\(\[/, `$&'${origin}', `));
  const port = await freePort();
  const child = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) }, stdio: 'inherit' });
  const address = `http://localhost:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${address}/catalog`).catch(() => null);
    if (answer?.ok) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    origin: address,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
