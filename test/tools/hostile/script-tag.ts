import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The text of the script-tag file, built as it is published, without writing it anywhere. */
export async function buildScriptTag(): Promise<string> {
  const output = await build({
    configFile: path.join(ROOT, 'vite.config.ts'),
    mode: 'script-tag',
    logLevel: 'error',
    build: { write: false, sourcemap: false },
  });
  const [first] = Array.isArray(output) ? output : [];
  if (first === undefined) throw new Error('The build gave no output.');
  return first.output[0].code;
}
