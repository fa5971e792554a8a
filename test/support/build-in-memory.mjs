import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * The text of a file, built as it is published, without writing it anywhere.
 *
 * @param {'script-tag' | 'bundle'} mode
 * @returns {Promise<string>}
 */
export async function buildInMemory(mode) {
  const output = await build({
    configFile: path.join(ROOT, 'vite.config.ts'),
    mode,
    // The real build has the warnings.
    logLevel: 'error',
    build: { write: false, sourcemap: false },
  });
  const [first] = Array.isArray(output) ? output : [];
  if (first === undefined) throw new Error(`the ${mode} build gave no output`);
  return first.output[0].code;
}
