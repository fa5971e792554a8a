import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildBundles } from '../tools/size/bundles.ts';
import { check } from './check.ts';
import type { Unpacked } from './unpack.ts';

/** Bundlers minify a little better or worse; what one of them carries along in vain is more than that. */
const TOLERANCE = 1.1;

/**
 * Each widget alone costs with esbuild what the table of sizes says, which Vite's bundler counts: not every bundler
 * leaves a namespace out of which one name is used, and a schema library's is 77 kB.
 */
export async function checkBundles({ home }: Unpacked): Promise<void> {
  for (const { file, gzip } of await buildBundles()) {
    if (!file.includes('/')) continue;
    const { outputFiles } = await build({
      stdin: { contents: `import '${file}';`, resolveDir: home },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
    check(bytes <= gzip * TOLERANCE, `${file}: ${bytes} bytes with esbuild, ${gzip} with Vite`);
  }
}
